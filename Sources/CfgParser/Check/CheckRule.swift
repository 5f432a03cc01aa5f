/// A rule of a check: its name, how much what it finds matters, and what that is.
public struct CheckRule: Sendable, Hashable {
  /// The name in machine-readable output, such as `unknown-key`; names do not change.
  public let name: String
  /// What its findings mean for whoever runs the network.
  public let severity: Finding.Severity
  /// What it finds, as a phrase.
  public let summary: String

  package init(_ name: String, _ severity: Finding.Severity, _ summary: String) {
    (self.name, self.severity, self.summary) = (name, severity, summary)
  }
}
