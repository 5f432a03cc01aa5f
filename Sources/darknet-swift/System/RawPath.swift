#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A path as the system has it: bytes, which need not be UTF-8.
///
/// Where such a path has to travel through a `String` (the argument parser takes nothing else),
/// every byte that is no UTF-8 becomes a scalar of a private plane, and comes back from it without
/// loss.
struct RawPath: Hashable {
  /// The bytes, without the final NUL.
  let bytes: [UInt8]

  /// The path of these bytes.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The path that `text` stands for: itself, or what `carried` made of bytes that are no UTF-8.
  init(_ text: String) {
    bytes = text.unicodeScalars.flatMap { scalar -> [UInt8] in
      guard Self.carriers.contains(scalar.value) else { return Array(String(scalar).utf8) }
      return [UInt8(scalar.value - Self.carriers.lowerBound)]
    }
  }

  /// Whether the bytes are UTF-8.
  var isText: Bool { String(validating: bytes, as: UTF8.self) != nil }
  /// The path for people: what is no UTF-8 is shown as U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }
  /// The bytes with the NUL that calls of the system want.
  var terminated: [CChar] { bytes.map(CChar.init(bitPattern:)) + [0] }

  /// The path as a string that `init(_:)` takes back without loss.
  var carried: String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var (text, rest) = ("", bytes[...])
    while let first = rest.first {
      let length = Self.scalarLength(first)
      if let scalar = String(validating: rest.prefix(length), as: UTF8.self), rest.count >= length {
        text += scalar
        rest = rest.dropFirst(length)
      } else {
        text.unicodeScalars.append(Unicode.Scalar(Self.carriers.lowerBound + UInt32(first)) ?? " ")
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// What follows the last `/`.
  var lastComponent: RawPath {
    RawPath(bytes: Array(bytes.split(separator: UInt8(ascii: "/")).last ?? []))
  }

  /// The path of `name` in this folder.
  func appending(_ name: RawPath) -> RawPath {
    RawPath(
      bytes: bytes + (bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + name.bytes)
  }

  /// The words of the call behind the program's name.
  static func arguments() -> [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      guard let word = unsafe CommandLine.unsafeArgv[index] else { return nil }
      return unsafe RawPath(bytes: Array(UnsafeRawBufferPointer(start: word, count: strlen(word))))
        .carried
    }
  }

  private static let carriers: Range<UInt32> = 0x10_FE00..<0x10_FF00

  private static func scalarLength(_ first: UInt8) -> Int {
    switch first {
    case 0xC0...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xFF: 4
    default: 1
    }
  }
}
