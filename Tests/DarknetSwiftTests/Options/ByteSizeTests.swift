import ArgumentParser
import Testing

@testable import darknet_swift

@Suite("sizes of memory")
struct ByteSizeTests {
  @Test(
    "are bytes, or have a unit of 1024",
    arguments: [
      ("4096", 4_096), ("512M", 512 << 20), ("2G", 2 << 30), ("1.5g", 3 << 29), ("64KiB", 65_536),
      ("1tb", 1 << 40), ("7B", 7),
    ])
  func sizes(_ text: String, _ bytes: Int) throws {
    #expect(try ByteSize.parse(text) == bytes)
  }

  @Test(
    "anything else is refused",
    arguments: ["", "0", "-1", "-1G", "M", "2X", "2 G", "1e9", "nan", "1..5G", "99999999T", "２G"])
  func nonsense(_ text: String) {
    #expect(throws: ValidationError.self) { try ByteSize.parse(text) }
  }

  @Test("pictures get an eighth of a limit, up to 64 MiB, the network what is left")
  func shares() {
    let small = MemoryShares(of: 80 << 20, used: 20 << 20)
    #expect(small.pictures == 10 << 20)
    #expect(small.network == 50 << 20)
    let large = MemoryShares(of: 2 << 30, used: 0)
    #expect(large.pictures == 64 << 20)
    #expect(MemoryShares(of: 8, used: 9).network == 0)
    let free = MemoryShares(of: nil)
    #expect(free.pictures == 64 << 20)
    #expect(free.network == nil)
  }
}
