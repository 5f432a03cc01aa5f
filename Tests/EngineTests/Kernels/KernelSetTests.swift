import CfgParser
import Testing

@testable import Engine

@Suite("KernelSet")
struct KernelSetTests {
  @Test("the portable sets run everywhere, and the best is among those that run")
  func available() {
    #expect(
      kernelSetNames.starts(with: ["scalar", "openblas"]), "scripts/setup installs OpenBLAS")
    #expect(kernelSetNames.contains(KernelSet.best.name))
    #expect(Set(kernelSetNames).isSubset(of: KernelSet.allNames))
  }

  @Test("a processor prefers AVX-512, then AVX2, or else NEON, then OpenBLAS")
  func preference() {
    let features = CPUFeatures.current
    let expected =
      features.contains(.avx512)
      ? "avx512"
      : features.contains(.avx2) ? "avx2" : features.contains(.neon) ? "neon" : "openblas"
    #expect(KernelSet.best.name == expected)
  }

  @Test("NEON is what every arm64 processor has, and no other")
  func architecture() {
    #if arch(arm64)
    #expect(CPUFeatures.current == .neon)
    #else
    #expect(!CPUFeatures.current.contains(.neon))
    #expect(KernelSet.named("neon") == nil)
    #endif
  }

  @Test("the variable chooses a set by name", arguments: kernelSetNames)
  func chosenByName(_ name: String) throws {
    #expect(try KernelSet.chosen(by: name).name == name)
  }

  @Test("no variable or an empty one chooses the best", arguments: [nil, ""])
  func chosenByDefault(_ value: String?) throws {
    #expect(try KernelSet.chosen(by: value).name == KernelSet.best.name)
  }

  @Test("the set that wants OpenBLAS says so where there is none")
  func withoutOpenBLAS() {
    let message = KernelSetError(value: "openblas").message
    #expect(message == "the kernel set 'openblas' wants OpenBLAS, which is not there")
  }

  @Test("an unknown set is an error that lists those there are", arguments: ["fast", "AVX2"])
  func unknown(_ value: String) {
    let error = #expect(throws: KernelSetError.self) { try KernelSet.chosen(by: value) }
    #expect(
      error?.description == """
        DARKNET_SWIFT_KERNELS: error: there is no kernel set '\(value)'
          help: this processor runs \(kernelSetNames.joined(separator: ", "))
        """)
  }

  @Test(
    "a set of another processor is told from one that does not exist",
    arguments: KernelSet.allNames.filter { !kernelSetNames.contains($0) })
  func unsupported(_ value: String) {
    let error = #expect(throws: KernelSetError.self) { try KernelSet.chosen(by: value) }
    #expect(
      error?.description == """
        DARKNET_SWIFT_KERNELS: error: this processor cannot run the kernel set '\(value)'
          help: this processor runs \(kernelSetNames.joined(separator: ", "))
        """)
  }
}
