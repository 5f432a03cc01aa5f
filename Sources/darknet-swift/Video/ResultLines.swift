#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Where the results of frames go: standard output, a file that appears when it is complete, or
/// nowhere.
final class ResultLines {
  private let isWanted: Bool
  private var file: Output?

  /// A file for the results where there is a path, else standard output, if that is free.
  ///
  /// - Throws: `CommandError` with status 73.
  init(path: String?, standardOutputIsTaken: Bool) throws(CommandError) {
    isWanted = path != nil || !standardOutputIsTaken
    file = if let path { try Output(path: path) } else { nil }
  }

  /// Whether somebody sees the results come, who needs no other sign of progress.
  var isTerminal: Bool { isWanted && file == nil && isatty(STDOUT_FILENO) == 1 }

  /// Writes what was found in one frame, at once.
  ///
  /// - Throws: `PipeClosed` or `CommandError`.
  func write(_ text: @autoclosure () -> String) throws {
    guard isWanted else { return }
    if file != nil {
      try file?.write(text())
    } else {
      try StreamOutput.write(Array(text().utf8), to: STDOUT_FILENO, named: "standard output")
    }
  }

  /// Puts the file in its place.
  ///
  /// - Throws: `CommandError`.
  func finish() throws { try file?.finish() }
}
