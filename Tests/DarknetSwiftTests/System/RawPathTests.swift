import Testing

@testable import darknet_swift

@Suite("paths of bytes")
struct RawPathTests {
  @Test(
    "any bytes travel through a string and come back",
    arguments: [
      [], Array("photos/dog 犬.jpg".utf8), [0x78, 0xFF, 0x2E], [0xC3], [0xE7, 0x8A, 0x2F, 0xAC],
      [0xFE, 0xFF], [0x80, 0xC3, 0xA4, 0xF0, 0x9F],
    ] as [[UInt8]])
  func roundTrip(_ bytes: [UInt8]) {
    #expect(RawPath(RawPath(bytes: bytes).carried).bytes == bytes)
  }

  @Test("text stays as it is")
  func text() {
    #expect(RawPath(bytes: Array("dog 犬.jpg".utf8)).carried == "dog 犬.jpg")
    #expect(RawPath("dog.jpg").isText)
    #expect(!RawPath(bytes: [0xFF]).isText)
  }

  @Test("components are joined by one slash")
  func joined() {
    #expect(RawPath("a").appending(RawPath("b.jpg")) == RawPath("a/b.jpg"))
    #expect(RawPath("a/").appending(RawPath("b.jpg")) == RawPath("a/b.jpg"))
    #expect(RawPath("a/b.jpg").lastComponent == RawPath("b.jpg"))
  }
}
