import Foundation
import TestSupport

/// What `make install` puts into a folder, with the program that the tests are built beside.
struct Installation {
  /// Runs in a folder that has the installation in `root`.
  let command: CommandRunner
  /// How `make` ended.
  let outcome: CommandRunner.Outcome

  /// Installs.
  init() throws {
    command = try CommandRunner()
    outcome = try command.run(
      [
        "make", "--silent", "-C", Self.package, "install", "PREFIX=/usr",
        "DESTDIR=\(command.folder.path("root"))", "PROGRAM=\(CommandRunner.program.path)",
      ], program: URL(filePath: "/usr/bin/env"))
  }

  /// The package, from this file upwards.
  private static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The path of an installed file, below the prefix.
  func path(_ name: String) -> String { command.folder.path("root/usr/\(name)") }

  /// Runs a line in a shell that finds the program as one that was installed.
  func shell(_ line: String, shell: [String] = ["bash", "--noprofile", "--norc"]) throws
    -> CommandRunner.Outcome
  {
    let path = ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"]
    return try command.run(
      shell + ["-c", line], environment: ["PATH": "\(self.path("bin")):\(path)"],
      program: URL(filePath: "/usr/bin/env"))
  }
}
