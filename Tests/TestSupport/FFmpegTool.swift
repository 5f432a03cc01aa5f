import Foundation

/// The program ffmpeg, which some tests compare with; they say so where it is not installed.
public enum FFmpegTool {
  /// What a test that is skipped says.
  public static let remark = "skipped: ffmpeg is not installed"

  /// Whether it is on `PATH`.
  public static let isInstalled =
    ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"].split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/ffmpeg") }

  /// Runs it in `folder`, and returns what it writes to standard output.
  ///
  /// - Throws: What keeps it from being started, or `Failed`.
  public static func run(_ words: String, in folder: TemporaryFolder) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["ffmpeg", "-nostdin", "-v", "error", "-y"] + words.split(separator: " ").map(String.init)
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(words: words) }
    return Array(data)
  }

  /// A run of ffmpeg that ended with an error.
  public struct Failed: Error {
    /// What it was called with.
    public let words: String
  }
}
