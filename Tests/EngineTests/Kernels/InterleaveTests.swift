import CfgParser
import Testing

@testable import Engine

@Suite("interleaving")
struct InterleaveTests {
  @Test("planes become pixels and planes again", arguments: CopyTests.shapes)
  func planes(shape: Shape) {
    let threads = ThreadPool(threadCount: 2)
    var random = RandomValues(seed: 16)
    let planes = random.array(shape.count)
    let tensor = TestTensor(output: shape, before: 1, after: 2)
    unsafe planes.withUnsafeBufferPointer { planes in
      guard let base = planes.baseAddress else { return }
      unsafe interleave(base, into: tensor.tensor, threads: threads)
    }
    #expect(tensor.planes == planes)
    #expect(tensor.isCleanAround)

    var back = Array(repeating: Float(0), count: shape.count)
    unsafe back.withUnsafeMutableBufferPointer { back in
      guard let base = back.baseAddress else { return }
      unsafe planar(tensor.tensor, into: base, threads: threads)
    }
    #expect(back == planes)
  }
}
