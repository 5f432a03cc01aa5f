import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file that appears whole or not at all: written under another name, then renamed.
///
/// A file that is replaced hands on its permissions, unless they forbid writing: then it stays. A
/// symbolic link stays, too; the file it points to is replaced. What is no regular file (a device,
/// a pipe) is written to directly.
package struct AtomicFile: ~Copyable {
  private let subject: String
  private let path: [CChar]
  private let temporary: [CChar]?
  private let descriptor: Int32
  /// The number of the system's error that writing broke off with.
  private var brokenOff: Int32?
  private var isClosed = false
  /// Whether the file is in its place, or gone.
  private var isSettled = false

  /// Starts to write the file at `path`, in a folder that has to exist.
  ///
  /// - Throws: `AtomicFileError` of the stage `creating`.
  package init(_ path: String) throws(AtomicFileError) {
    try self.init(bytes: Array(path.utf8), named: path)
  }

  /// As `init(_:)`, at a path of any bytes, which errors call `name`.
  ///
  /// - Throws: `AtomicFileError` of the stage `creating`.
  package init(bytes: [UInt8], named name: String) throws(AtomicFileError) {
    let place = try Self.place(bytes.map(CChar.init(bitPattern:)) + [0], name)
    (subject, path, temporary) = (name, place.path, place.temporary)
    descriptor = place.descriptor
  }

  deinit {
    if !isClosed { close(descriptor) }
    if !isSettled, let temporary { unsafe unlink(temporary) }
  }

  /// Appends bytes.
  ///
  /// - Throws: `AtomicFileError` of the stage `writing`.
  package mutating func write(_ bytes: ArraySlice<UInt8>) throws(AtomicFileError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in unsafe putBytes(descriptor, buffer) }
      guard count >= 0 || errno == EINTR else {
        brokenOff = errno
        throw failure(errno)
      }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// Puts the finished file in its place; one that writing broke off in is not.
  ///
  /// - Throws: `AtomicFileError` of the stage `writing`; the file is then as it was before.
  package mutating func commit() throws(AtomicFileError) {
    defer { isSettled = true }
    guard let number = end() else { return }
    // Not left to the end of the value, which may be that of the process.
    if let temporary { unsafe unlink(temporary) }
    throw failure(number)
  }

  /// Closes the file and gives it its name; the number of the system's error where that fails.
  private mutating func end() -> Int32? {
    isClosed = true
    // Some systems say only here that the disk is full.
    let isWhole = close(descriptor) == 0
    if let brokenOff { return brokenOff }
    guard isWhole else { return errno }
    guard let temporary, unsafe rename(temporary, path) != 0 else { return nil }
    return errno
  }

  /// Writes a whole file.
  package static func write(_ bytes: [UInt8], to path: String) throws(AtomicFileError) {
    var file = try AtomicFile(path)
    try file.write(bytes[...])
    try file.commit()
  }

  private typealias Place = (path: [CChar], temporary: [CChar]?, descriptor: Int32)

  private static func place(_ path: [CChar], _ name: String) throws(AtomicFileError) -> Place {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return try place(path, name, mode: nil) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw AtomicFileError(.creating, name, "is a folder, it cannot be written as a file")
    }
    // Renaming needs no leave of the file itself, so that is asked for here.
    guard status.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH) != 0 else {
      throw AtomicFileError(.creating, name, "is write-protected, it is not replaced")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return (path, nil, try checked(unsafe open(path, O_WRONLY | O_CLOEXEC), name))
    }
    return try place(path, name, mode: status.st_mode & 0o777)
  }

  /// A new file beside the one at `path`, with the permissions of the one that it replaces.
  private static func place(
    _ path: [CChar], _ name: String, mode: mode_t?
  ) throws(AtomicFileError) -> Place {
    let target = mode == nil ? path : resolved(path)
    // A short name: one made of the file's own may be too long for the system.
    let number = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let folder = target.lastIndex(of: CChar(UInt8(ascii: "/"))).map { target[...$0] } ?? []
    let temporary = Array(folder + ".\(number).partial".utf8CString)
    let descriptor = try checked(
      unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666), name)
    if let mode { fchmod(descriptor, mode) }
    return (target, temporary, descriptor)
  }

  private static func resolved(_ path: [CChar]) -> [CChar] {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe Array(UnsafeBufferPointer(start: real, count: strlen(real) + 1))
  }

  private static func checked(
    _ descriptor: Int32, _ name: String
  ) throws(AtomicFileError) -> Int32 {
    guard descriptor < 0 else { return descriptor }
    let number = errno
    throw AtomicFileError(
      .creating, name, "cannot be created: \(Wording.reason(number))",
      help: number == ENOENT ? "the folder has to exist" : nil)
  }

  private borrowing func failure(_ number: Int32) -> AtomicFileError {
    AtomicFileError(.writing, subject, "cannot be written: \(Wording.reason(number))")
  }
}

// Inside the type `write` would be its own function.
private func putBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  unsafe write(descriptor, bytes.baseAddress, bytes.count)
}
