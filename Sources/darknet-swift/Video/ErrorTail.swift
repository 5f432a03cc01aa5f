#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What a program says on its standard error, however much it is: the last lines are kept.
enum ErrorTail {
  /// Lines that are kept.
  private static let most = 20
  /// Bytes of a line that are kept.
  private static let longest = 500

  /// Reads until the program closes its standard error, then closes our end.
  static func lines(of descriptor: Int32) -> [String] {
    defer { close(descriptor) }
    var (lines, rest) = ([String](), [UInt8]())
    while let bytes = read(descriptor), !bytes.isEmpty {
      rest += bytes
      var parts = rest.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
      rest = Array((parts.popLast() ?? []).prefix(longest))
      lines = Array((lines + parts.compactMap(line)).suffix(most))
    }
    return lines + [line(rest[...])].compactMap(\.self)
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: bytes.prefix(longest), as: UTF8.self)
      .drop(while: \.isWhitespace)
    return text.lastIndex { !$0.isWhitespace }.map { String(text[...$0]) }
  }

  private static func read(_ descriptor: Int32) -> [UInt8]? {
    while true {
      if let bytes = SystemCall.read(descriptor, count: 1 << 14) { return bytes }
      if errno != EINTR { return nil }
    }
  }
}
