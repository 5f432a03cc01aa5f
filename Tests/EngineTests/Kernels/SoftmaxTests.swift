import CfgParser
import Testing

@testable import Engine

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@Suite("softmax")
struct SoftmaxTests {
  private func applied(
    to values: [Float], groups: Int = 1, temperature: Float = 1, kernels name: String
  ) throws -> [Float] {
    let kernels = try #require(KernelSet.named(name))
    var values = values
    let size = values.count / groups
    unsafe values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      unsafe softmax(
        base, into: base, groups: groups, groupSize: size, temperature: temperature,
        kernels: kernels)
    }
    return values
  }

  @Test("gives darknet's values", arguments: kernelSetNames)
  func golden(name: String) throws {
    let found = try applied(to: [1, 2, 3, 4], kernels: name)
    for (value, expected) in zip(found, [0.0320586, 0.08714432, 0.2368828, 0.6439143] as [Float]) {
      #expect(isClose(value, expected, within: KernelTolerance.printed))
    }
  }

  @Test(
    "divides by the temperature first, group by group",
    arguments: kernelSetNames, [(1, 1), (3, 5), (2, 16), (2, 33)])
  func groups(name: String, sizes: (groups: Int, groupSize: Int)) throws {
    var random = RandomValues(seed: 13)
    let values = random.array(sizes.groups * sizes.groupSize).map { $0 * 20 }
    let found = try applied(to: values, groups: sizes.groups, temperature: 2.5, kernels: name)
    for group in 0..<sizes.groups {
      let range = group * sizes.groupSize..<(group + 1) * sizes.groupSize
      let sum = values[range].reduce(0) { $0 + exp(Double($1) / 2.5) }
      for index in range {
        let expected = exp(Double(values[index]) / 2.5) / sum
        #expect(isClose(found[index], Float(expected), within: KernelTolerance.printed))
      }
    }
  }

  @Test("does not overflow", arguments: kernelSetNames)
  func large(name: String) throws {
    #expect(try applied(to: [1e30, 1e30, -1e30], kernels: name) == [0.5, 0.5, 0])
  }
}
