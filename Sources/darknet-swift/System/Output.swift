import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Where results go: standard output, or a file that appears when it is complete, or the file of an
/// earlier run.
struct Output: ~Copyable {
  private var file: AtomicFile?
  private var continued: ContinuedFile?

  /// Standard output, or the file at `path`, behind what is kept of an `earlier` run.
  ///
  /// - Throws: `CommandError` with status 73.
  init(path: String?, continuing earlier: EarlierRun? = nil) throws(CommandError) {
    file = nil
    continued = nil
    guard let path else { return }
    if let earlier {
      continued = try ContinuedFile(path, keeping: earlier.byteCount)
      return
    }
    file = try CommandError.begin(path)
  }

  /// Whether somebody sees the results come.
  var isTerminal: Bool { file == nil && continued == nil && isatty(STDOUT_FILENO) == 1 }

  /// Writes text at once, so that a reader who stops has whole lines.
  ///
  /// - Throws: `CommandError` with status 74.
  mutating func write(_ text: String) throws(CommandError) {
    let bytes = Array(text.utf8)[...]
    if continued != nil {
      try continued?.write(bytes)
    } else if file != nil {
      try CommandError.writing { () throws(AtomicFileError) in try file?.write(bytes) }
    } else if let number = SystemCall.write(bytes, to: STDOUT_FILENO) {
      throw CommandError(
        .ioError, "standard output", "cannot be written: \(Wording.reason(number))")
    }
  }

  /// Puts the file in its place.
  mutating func finish() throws(CommandError) {
    try CommandError.writing { () throws(AtomicFileError) in try file?.commit() }
  }

  /// Writes text to standard output.
  static func print(_ text: String) throws(CommandError) {
    var output = try Output(path: nil)
    try output.write(text)
  }
}
