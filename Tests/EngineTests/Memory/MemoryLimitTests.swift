import CfgParser
import Testing

@testable import Engine

@Suite("limits of memory")
struct MemoryLimitTests {
  @Test("what is used is taken from it, down to nothing")
  func available() {
    #expect(MemoryLimit(100, used: 30, source: .machine).available == 70)
    #expect(MemoryLimit(100, used: 130, source: .machine).available == 0)
    #expect(MemoryLimit(-1, source: .stated).available == 0)
  }

  @Test("the one that is stated counts, else what the system leaves")
  func chosen() {
    let stated = MemoryLimit(stated: 1_000)
    #expect(stated == MemoryLimit(1_000, source: .stated))
    let system = MemoryLimit(stated: nil)
    #expect(system.source != .stated)
    #expect((1 << 20..<system.total).contains(system.available))
  }

  @Test("a process knows what it holds")
  func process() {
    let process = ProcessMemory.current
    #expect(process.residentByteCount > 1 << 20)
    #expect(process.addressByteCount > process.residentByteCount)
  }

  @Test(
    "messages say whose it is",
    arguments: [
      (.machine, "7 are left of the machine's memory"),
      (.container, "7 are left of the container's memory"),
      (.addressSpace, "7 are left of the address space (ulimit -v)"),
      (.stated, "the limit leaves 7"),
    ] as [(MemoryLimit.Source, String)])
  func phrase(_ source: MemoryLimit.Source, _ phrase: String) {
    #expect(MemoryLimit(10, used: 3, source: source).phrase == phrase)
  }
}
