import Foundation

/// Programs that some tests use, which say so where one is not installed.
public enum InstalledTool {
  /// Whether a program is on `PATH`.
  public static func isInstalled(_ name: String) -> Bool {
    ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"].split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }

  /// What a test that is skipped says.
  public static func remark(_ name: String) -> String { "skipped: \(name) is not installed" }
}
