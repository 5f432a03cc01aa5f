import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Whole files into memory, with the system's words where it refuses.
enum ImageFile {
  /// Bytes a file may have; an uncompressed image of the default limit stays below.
  static let maximumByteCount = 1 << 30

  /// Reads a whole file.
  ///
  /// A pipe or a device is refused, for it may never give a byte, but for a stream that was opened
  /// for this process and goes by its number. One that does not start as an image does is refused
  /// before the rest is read.
  static func read(_ path: String) throws(ImageFault) -> [UInt8] {
    // Without blocking: opening a pipe nobody writes to would wait for ever.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw unreadable(errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw ImageFault(.notAnImage, "a directory, not an image")
    }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    guard isRegular || isOwnStream(path) else {
      throw ImageFault(
        .notAnImage, "a pipe or a device, not a file",
        help: "an image from a pipe is read as standard input")
    }
    _ = fcntl(descriptor, F_SETFL, 0)
    if isRegular { try check(byteCount: Int(status.st_size)) }
    // One byte more than expected, so that the end is seen without a second round.
    let expected = isRegular ? max(Int(status.st_size), 0) + 1 : 1 << 16
    return try readImage(descriptor, expecting: expected)
  }

  /// Whether the path is one of the process's own streams, such as a shell gives for `<(…)`.
  private static func isOwnStream(_ path: String) -> Bool {
    path == "/dev/stdin" || ["/dev/fd/", "/proc/self/fd/"].contains { path.hasPrefix($0) }
  }

  private static func readImage(
    _ descriptor: Int32, expecting expected: Int
  ) throws(ImageFault) -> [UInt8] {
    var bytes: [UInt8] = []
    try append(to: &bytes, from: descriptor, upTo: ImageFormat.signatureByteCount)
    _ = try ImageFormat(sniffing: bytes)
    while try append(to: &bytes, from: descriptor, upTo: max(expected, bytes.count * 2)) {
      try check(byteCount: bytes.count)
    }
    return bytes
  }

  private static func check(byteCount: Int) throws(ImageFault) {
    guard byteCount <= maximumByteCount else {
      throw ImageFault(.tooLarge, "the file has more than \(maximumByteCount) bytes")
    }
  }

  /// Reads until there are `count` bytes; says whether there may be more.
  @discardableResult
  private static func append(
    to bytes: inout [UInt8], from descriptor: Int32, upTo count: Int
  ) throws(ImageFault) -> Bool {
    var failure: Int32 = 0
    let added = unsafe [UInt8](unsafeUninitializedCapacity: count - bytes.count) { buffer, filled in
      while filled < buffer.count, let base = buffer.baseAddress {
        let got = unsafe readBytes(descriptor, base + filled, buffer.count - filled)
        if got == 0 { return }
        if got > 0 {
          filled += got
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else { throw unreadable(failure) }
    bytes += added
    return bytes.count == count
  }

  private static func unreadable(_ code: Int32) -> ImageFault {
    ImageFault(.unreadable, "the file cannot be read: \(Wording.reason(code))")
  }
}

// Inside the type `read` would be its own function.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>, _ count: Int)
  -> Int
{
  unsafe read(descriptor, buffer, count)
}
