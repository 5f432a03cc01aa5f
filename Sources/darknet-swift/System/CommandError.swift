import CfgParser
import Engine

/// A fault the command finds by itself: in the words of the call, or in what surrounds the files.
struct CommandError: DarknetError, Hashable {
  /// How the program ends because of it.
  let status: ExitStatus
  /// What the error is about, as the caller wrote it.
  let subject: String
  /// What was found, and what would be right.
  let message: String
  /// What to do about it, when that is known.
  let help: String?

  init(_ status: ExitStatus, _ subject: String, _ message: String, help: String? = nil) {
    (self.status, self.subject, self.message, self.help) = (status, subject, message, help)
  }

  /// A fault in the words of the call.
  static func usage(_ message: String, help: String? = nil) -> CommandError {
    CommandError(.usage, "darknet-swift", message, help: help)
  }

  /// The file for the results is one that the call reads.
  static func replacing(_ path: String) -> CommandError {
    .usage("the output would replace the input '\(path)'", help: "choose another --output")
  }

  /// Writes a file with `body`; a file that cannot be begun is status 73, one that breaks off 74.
  static func writing<Result: ~Copyable>(
    _ body: () throws(AtomicFileError) -> Result
  ) throws(CommandError) -> Result {
    do throws(AtomicFileError) {
      return try body()
    } catch {
      let status: ExitStatus = error.stage == .creating ? .cannotCreate : .ioError
      throw CommandError(status, error.subject, error.message, help: error.help)
    }
  }

  /// Writes a whole file at the path that stands in the call, which need not be UTF-8.
  ///
  /// - Throws: `CommandError` with status 73 or 74.
  static func write(_ bytes: [UInt8], to path: String) throws(CommandError) {
    var file = try begin(path)
    try writing { () throws(AtomicFileError) in
      try file.write(bytes[...])
      try file.commit()
    }
  }

  /// Begins a file at such a path.
  ///
  /// - Throws: `CommandError` with status 73.
  static func begin(_ path: String) throws(CommandError) -> AtomicFile {
    let path = RawPath(path)
    return try writing { () throws(AtomicFileError) in
      try AtomicFile(bytes: path.bytes, named: path.text)
    }
  }

  /// A file that the system refuses to read, with the system's reason.
  static func unreadable(_ path: String, _ number: Int32) -> CommandError {
    CommandError(.noInput, path, Wording.reason(number))
  }
}
