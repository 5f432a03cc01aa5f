import CfgParser
import Foundation

/// A file that appears whole or not at all: written under another name, then renamed.
///
/// What is no regular file (a device, a pipe) is written to directly.
struct AtomicFile: ~Copyable {
  private let path: String
  private let temporary: String?
  private let descriptor: Int32
  private var isCommitted = false

  /// Starts to write the file at `path`, in a folder that has to exist.
  ///
  /// - Throws: `CommandError` with status 73.
  init(_ path: String) throws(CommandError) {
    let place = try Self.place(path)
    (self.path, temporary) = (place.path, place.temporary)
    descriptor = place.descriptor
  }

  deinit {
    guard !isCommitted, descriptor >= 0 else { return }
    close(descriptor)
    if let temporary { unsafe unlink(temporary) }
  }

  /// Appends bytes.
  ///
  /// - Throws: `CommandError` with status 74.
  borrowing func write(_ bytes: ArraySlice<UInt8>) throws(CommandError) {
    if let number = SystemCall.write(bytes, to: descriptor) { throw failure(number) }
  }

  /// Puts the finished file in its place.
  ///
  /// - Throws: `CommandError` with status 74; the file is then as it was before.
  mutating func commit() throws(CommandError) {
    if let temporary, unsafe rename(temporary, path) != 0 { throw failure(errno) }
    isCommitted = true
    if close(descriptor) != 0 { throw failure(errno) }
  }

  /// Writes a whole file.
  static func write(_ bytes: [UInt8], to path: String) throws(CommandError) {
    var file = try AtomicFile(path)
    try file.write(bytes[...])
    try file.commit()
  }

  private static func place(
    _ path: String
  ) throws(CommandError) -> (path: String, temporary: String?, descriptor: Int32) {
    let status = SystemCall.status(of: RawPath(path))
    guard status?.isFolder != true else {
      throw CommandError(.cannotCreate, path, "is a folder, it cannot be written as a file")
    }
    // Renaming needs no leave of the file itself, so that is asked for here.
    guard status?.isWriteProtected != true else {
      throw CommandError(.cannotCreate, path, "is write-protected, it is not replaced")
    }
    if let status, !status.isRegularFile {
      let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      return (path, nil, try checked(descriptor, path))
    }
    // A symbolic link stays; the file it points to is replaced.
    let target = status == nil ? path : URL(filePath: path).resolvingSymlinksInPath().path
    // A short name: one made of the file's own may be too long for the system.
    let name = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let temporary = FileStem.sibling(of: target, named: ".\(name).partial")
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    return (target, temporary, try checked(descriptor, path))
  }

  private static func checked(_ descriptor: Int32, _ path: String) throws(CommandError) -> Int32 {
    guard descriptor < 0 else { return descriptor }
    let number = errno
    throw CommandError(
      .cannotCreate, path, "cannot be created: \(Wording.reason(number))",
      help: number == ENOENT ? "the folder has to exist" : nil)
  }

  private borrowing func failure(_ number: Int32) -> CommandError {
    CommandError(.ioError, path, "cannot be written: \(Wording.reason(number))")
  }
}
