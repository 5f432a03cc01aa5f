import Foundation
import TestSupport

/// The built program in an address space that has room for small networks and nothing else: what
/// takes memory without bound ends in an error of the system, not of ours.
struct BoundedCommand {
  /// Where it runs.
  let command: CommandRunner

  /// Runs in a folder with a tiny detector and two pictures.
  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
  }

  /// Runs the program with these words; it has `kibibytes` of addresses.
  func callAsFunction(
    _ words: [String], kibibytes: Int = 400_000
  ) throws -> Answer {
    let bound = Self.isBoundable ? "ulimit -v \(kibibytes); " : ""
    let outcome = try command.run(
      ["-c", bound + "exec \"$0\" \"$@\"", CommandRunner.program.path] + words,
      program: URL(filePath: "/bin/sh"))
    return Answer(
      status: outcome.wasSignalled ? -outcome.status : outcome.status, output: outcome.output,
      errors: outcome.errors)
  }

  /// As above, with the words one by one.
  func callAsFunction(_ words: String...) throws -> Answer { try self(words) }

  /// What `info` says of a cfg with this content.
  func info(_ cfg: String) throws -> Answer { try info(Array(cfg.utf8)) }

  /// What `info` says of a cfg with these bytes.
  func info(_ cfg: [UInt8]) throws -> Answer {
    try command.folder.write(cfg, as: "net.cfg")
    return try self("info", "net.cfg")
  }

  /// What the tiny detector says of a red picture with these weights.
  func detect(_ weights: [UInt8], _ options: String...) throws -> Answer {
    try command.folder.write(weights, as: "my.weights")
    return try self(["detect", "tiny.cfg", "my.weights", "red.bmp", "--no-image"] + options)
  }

  /// Whether the program starts in so few addresses: a sanitizer takes more by itself.
  static let isBoundable = Sanitizer.current == nil
}

/// How a run ended and what it wrote.
struct Answer: Hashable {
  /// The exit status, or less than 0 for a signal.
  let status: Int32
  /// What it wrote to standard output.
  let output: String
  /// What it wrote to standard error.
  let errors: String

  /// The answer to a call that is refused: nothing on standard output, and one message.
  static func refused(_ message: String, status: Int32 = 65) -> Answer {
    Answer(status: status, output: "", errors: message + "\n")
  }
}
