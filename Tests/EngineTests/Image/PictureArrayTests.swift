import CfgParser
import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite("PictureArray")
struct PictureArrayTests {
  /// The bytes of an NPY file of that type, shape and content.
  private func file(_ type: String, _ shape: String, _ content: [UInt8]) -> [UInt8] {
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shape)), }\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8)
      + content
  }

  @Test("bytes become shares of 255")
  func bytes() throws {
    let array = try PictureArray(parsing: file("|u1", "1, 1, 3", [0, 51, 255]), named: "a.npy")
    #expect((array.channels, array.height, array.width) == (1, 1, 3))
    #expect(array.values == [0, 0.2, 1])
  }

  @Test("float32 values are taken as they are, whatever the number of channels")
  func floats() throws {
    let values: [Float] = [-1, 0, 0.5, 2, 3]
    let npy = NpyArray(shape: [5, 1, 1], values: values)
    let array = try PictureArray(parsing: npy.encoded, named: "a.npy")
    #expect(array.values == values)
    #expect(array.range == -1...3)
  }

  @Test(
    "arrays that are no picture are refused",
    arguments: [
      (
        "|u1", "1, 3", [1, 2, 3],
        "an array of shape (1, 3), (channels, height, width) is needed"
      ),
      ("|u1", "3, 0, 1", [], "an array of shape (3, 0, 1), (channels, height, width) is needed"),
      ("|u1", "1, 1, 2", [1], "the header promises 2 values, 1 bytes follow it"),
      (
        "<f8", "1, 1, 1", [UInt8](repeating: 0, count: 8),
        "the values have type '<f8', '<f4' (little-endian float32) and '|u1' (uint8) are read"
      ),
      ("<f4", "1, 1, 1", [0, 0, 0xC0, 0x7F], "the array has values that are no finite numbers"),
    ] as [(String, String, [UInt8], String)])
  func refused(_ type: String, _ shape: String, _ content: [UInt8], _ message: String) {
    let error = #expect(throws: NpyError.self) {
      try PictureArray(parsing: file(type, shape, content), named: "a.npy")
    }
    #expect(error?.message == message)
  }

  @Test("values and extents have to agree", arguments: [0, 1, 3, Int.max])
  func extents(_ width: Int) {
    #expect(throws: NpyError.self) {
      try PictureArray(channels: 1, height: 1, width: width, values: [0, 0])
    }
  }

  @Test(
    "an array comes into the network's input as the image of its values",
    arguments: ResizeMode.allCases)
  func placement(_ mode: ResizeMode) throws {
    let (width, height) = (7, 5)
    let pixels = (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 * 37) }
    let image = try Image(width: width, height: height, channels: 3, pixels: pixels)
    let planes = (0..<3).flatMap { channel in
      (0..<width * height).map { Float(pixels[3 * $0 + channel]) / 255 }
    }
    let array = try PictureArray(channels: 3, height: height, width: width, values: planes)
    let placement = Placement(
      imageWidth: width, imageHeight: height, width: 12, height: 9, mode: mode)
    var (first, second) = ([Float](repeating: -1, count: 324), [Float](repeating: -2, count: 324))
    var firstSpan = first.mutableSpan
    placement.write(image, into: &firstSpan)
    var secondSpan = second.mutableSpan
    placement.write(array, into: &secondSpan)
    #expect(first == second)
  }

  @Test("a part of an image and of its array are the same")
  func cropped() throws {
    let area = PixelRect(left: 1, top: 0, right: 3, bottom: 2)
    let image = try Image(width: 3, height: 2, channels: 1, pixels: [0, 51, 102, 153, 204, 255])
    #expect(image.cropped(to: area).pixels == [51, 102, 204, 255])
    let array = try PictureArray(
      channels: 2, height: 2, width: 3, values: (0..<12).map(Float.init))
    #expect(array.cropped(to: area).values == [1, 2, 4, 5, 7, 8, 10, 11])
  }
}
