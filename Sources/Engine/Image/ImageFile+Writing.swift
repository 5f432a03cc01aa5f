import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension ImageFile {
  /// Writes a file beside its place and moves it there when it is complete.
  ///
  /// What exists and is no regular file is written to directly. A link is followed.
  static func write(_ bytes: [UInt8], to path: String) throws(ImageFault) {
    var status = stat()
    let exists = unsafe stat(path, &status) == 0
    guard !exists || status.st_mode & S_IFMT == S_IFREG else {
      return try writeDirectly(bytes, to: path)
    }
    let place = exists ? resolved(path) : path
    let (temporary, descriptor) = try createBeside(place)
    do throws(ImageFault) {
      if exists { fchmod(descriptor, status.st_mode & 0o777) }
      try put(bytes, into: descriptor)
      guard unsafe rename(temporary, place) == 0 else { throw unwritable(errno) }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
  }

  private static func writeDirectly(_ bytes: [UInt8], to path: String) throws(ImageFault) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable(errno) }
    try put(bytes, into: descriptor)
  }

  /// Opens a new file in the folder of `path`, of a name no other writer uses.
  private static func createBeside(_ path: String) throws(ImageFault) -> (String, Int32) {
    while true {
      let name = path + ".\(String(UInt32.random(in: 0...UInt32.max), radix: 36)).part"
      let descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (name, descriptor) }
      guard errno == EEXIST else { throw unwritable(errno) }
    }
  }

  /// Writes everything and closes the file, also on failure.
  private static func put(_ bytes: [UInt8], into descriptor: Int32) throws(ImageFault) {
    var failure: Int32 = 0
    var position = 0
    while position < bytes.count, failure == 0 {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe writeBytes(descriptor, UnsafeRawBufferPointer(rebasing: buffer[position...]))
      }
      if count >= 0 { position += count } else if errno != EINTR { failure = errno }
    }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    guard failure == 0 else { throw unwritable(failure) }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  private static func unwritable(_ code: Int32) -> ImageFault {
    ImageFault(.unwritable, "the file cannot be written: \(Wording.system(code))")
  }
}

// Inside the type `write` would be its own function.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  unsafe write(descriptor, bytes.baseAddress, bytes.count)
}
