/// One thing a check found: where, what, and what to do about it.
///
/// The text is `net.cfg:12:1: warning: …`, in the form compilers have, so that editors and terminals
/// can jump to it.
public struct Finding: Sendable, Hashable {
  /// What a finding means for whoever runs the network.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Good to know; results are as meant.
    case note
    /// Results may be others than meant.
    case warning
    /// The file cannot be used, or its results mean nothing.
    case error
  }

  /// The rule that found it.
  public let rule: CheckRule
  /// Where it is; line 0 stands for the whole file.
  public let location: CfgLocation
  /// What was found, and what would be right.
  public let message: String
  /// What to do about it, when that is known.
  public let help: String?

  /// What it means for whoever runs the network.
  public var severity: Severity { rule.severity }

  package init(_ rule: CheckRule, at location: CfgLocation, _ message: String, help: String? = nil)
  {
    (self.rule, self.location, self.message, self.help) = (rule, location, message, help)
  }

  /// A finding about a whole file.
  package init(_ rule: CheckRule, in file: String, _ message: String, help: String? = nil) {
    self.init(rule, at: CfgLocation(file: file), message, help: help)
  }

  /// The same at another place.
  func moved(to location: CfgLocation) -> Finding {
    Finding(rule, at: location, message, help: help)
  }
}

extension Finding.Severity: Comparable {
  /// Whether `left` matters less.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

extension Finding: CustomStringConvertible {
  /// The finding on one line: `net.cfg:12:1: error: …`, with the help behind a semicolon.
  public var description: String { "\(location): \(severity.rawValue): \(text)" }

  /// The message, and the help behind a semicolon.
  public var text: String { [message, help].compactMap(\.self).joined(separator: "; ") }
}
