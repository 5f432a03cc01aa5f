import Foundation

extension CommandRunner {
  /// Runs a script of bash, in which `$DARKNET` is the program.
  ///
  /// - Parameters:
  ///   - script: The script; its status is that of the outcome.
  ///   - input: What it finds on standard input.
  /// - Returns: How it ended and what it wrote.
  /// - Throws: What keeps the process from being started.
  public func shell(_ script: String, input: [UInt8] = []) throws -> Outcome {
    try run(
      ["-c", script], input: input, environment: ["DARKNET": Self.program.path],
      program: URL(filePath: "/bin/bash"))
  }

  /// What stands in a script before a program that may do no more than the owner of its files: to
  /// root nothing is forbidden.
  public static let unprivileged = "setpriv --bounding-set=-all --inh-caps=-all"

  /// Whether a script may use `unprivileged`; `setpriv` comes with Linux, and needs leave to give
  /// rights away.
  public static let canGiveRightsAway: Bool = {
    let runner = try? CommandRunner()
    return (try? runner?.shell("\(unprivileged) true").status) == 0
  }()

  /// The names of all that is in the folder and below it, in order.
  public var names: [String] {
    let found = FileManager.default.subpaths(atPath: folder.url.path) ?? []
    return found.sorted()
  }
}
