public import Foundation

/// Runs the built program as a process, in a folder of its own.
public struct CommandRunner: Sendable {
  /// What a run left behind.
  public struct Outcome: Sendable, Hashable {
    /// The exit status; signals are told by `signal`.
    public let status: Int32
    /// Whether a signal ended the program.
    public let wasSignalled: Bool
    /// What it wrote to standard output.
    public let output: String
    /// What it wrote to standard error.
    public let errors: String
  }

  /// The folder the program runs in, which is also its home.
  public let folder: TemporaryFolder

  /// Runs in an empty folder.
  public init() throws { folder = try TemporaryFolder() }

  /// The program, which is built beside the tests.
  public static var program: URL { Bundle.main.bundleURL.appendingPathComponent("darknet-swift") }

  /// Runs the program with these words.
  ///
  /// - Parameters:
  ///   - words: What follows the program's name.
  ///   - input: What it finds on standard input.
  ///   - output: Where standard output goes, if not into the outcome.
  ///   - environment: Variables beside `PATH` and `HOME`.
  ///   - program: The program, if it is not the built one.
  /// - Returns: How it ended and what it wrote.
  /// - Throws: What keeps the process from being started.
  public func run(
    _ words: [String], input: [UInt8] = [], output: String? = nil,
    environment: [String: String] = [:], program: URL = CommandRunner.program
  ) throws -> Outcome {
    let streams = try TemporaryFolder()
    let process = Process()
    process.executableURL = program
    process.arguments = words
    process.currentDirectoryURL = folder.url
    process.environment = self.environment.merging(environment) { _, new in new }
    process.standardInput = try FileHandle(
      forReadingFrom: URL(filePath: streams.write(input, as: "input")))
    process.standardOutput = try Self.writable(output ?? streams.path("output"))
    process.standardError = try Self.writable(streams.path("errors"))
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      wasSignalled: process.terminationReason == .uncaughtSignal,
      output: output == nil ? try Self.text(streams.path("output")) : "",
      errors: try Self.text(streams.path("errors")))
  }

  /// As `run(_:)`, with the words one by one.
  public func callAsFunction(_ words: String...) throws -> Outcome { try run(words) }

  private var environment: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"]
    return Sanitizer.environment.merging(["PATH": path, "HOME": folder.url.path]) { $1 }
  }

  private static func writable(_ path: String) throws -> FileHandle {
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    return try FileHandle(forWritingTo: URL(filePath: path))
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }
}
