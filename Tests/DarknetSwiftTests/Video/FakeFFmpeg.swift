import Foundation
import TestSupport

/// A script in the place of ffmpeg, which does what the real one does only in bad times.
struct FakeFFmpeg {
  /// Variables for a run that finds the script first.
  let environment: [String: String]

  /// Puts a script of these lines in the place of ffmpeg.
  init(_ lines: String, in folder: TemporaryFolder) throws {
    let bin = folder.url.appending(path: "bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let path = try folder.write("#!/bin/sh\n" + lines, as: "bin/ffmpeg")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    environment = ["PATH": "\(bin.path):/usr/bin:/bin"]
  }

  /// Variables for a run that finds no ffmpeg.
  static func none(in folder: TemporaryFolder) -> [String: String] {
    ["PATH": folder.path("nowhere")]
  }

  /// Whether the process whose number a script left in `pid` is gone.
  static func isGone(_ folder: TemporaryFolder) throws -> Bool {
    let text = try String(contentsOfFile: folder.path("pid"), encoding: .utf8)
    let number = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    return number > 1 && kill(number, 0) != 0
  }
}
