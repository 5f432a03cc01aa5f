import Engine

/// A file that is begun once there is much to be written: of many that grow side by side few are
/// open at a time.
///
/// A class, for an open file cannot be copied.
final class SpooledFile {
  private static let bufferSize = 1 << 16

  private let path: String
  private var buffer: [UInt8] = []
  private var file: AtomicFile?

  /// A file that will be at `path`.
  init(_ path: String) { self.path = path }

  /// Appends bytes.
  ///
  /// - Throws: `CommandError` with status 73 or 74.
  func write(_ bytes: [UInt8]) throws(CommandError) {
    buffer += bytes
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Puts the file in its place.
  ///
  /// - Throws: `CommandError` with status 73 or 74.
  func finish() throws(CommandError) {
    try flush()
    try CommandError.writing { () throws(AtomicFileError) in try file?.commit() }
  }

  /// Writes all that was appended, of a file that does not appear yet.
  ///
  /// - Throws: `CommandError` with status 73 or 74.
  func flush() throws(CommandError) {
    if file == nil { file = try CommandError.begin(path) }
    try CommandError.writing { () throws(AtomicFileError) in try file?.write(buffer[...]) }
    buffer = []
  }
}
