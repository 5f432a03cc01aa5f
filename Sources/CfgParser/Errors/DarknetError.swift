/// What every error of this package can say about itself.
///
/// `description` is the text a person reads: `subject: error: message`, followed by a `help:` line
/// when there is something to do about it. Building it has no side effect.
public protocol DarknetError: Error, Sendable, CustomStringConvertible {
  /// What the error is about, as the caller wrote it: `net.cfg:12`, `net.weights`, `dog.jpg`.
  var subject: String { get }
  /// One sentence: what was found, and what would be right. Lower case, no full stop.
  var message: String { get }
  /// What to do about it, when that is known.
  var help: String? { get }
}

extension DarknetError {
  /// `subject: error: message`, and `  help: …` on a line of its own where there is help.
  public var description: String {
    let headline = "\(subject): error: \(message)"
    guard let help else { return headline }
    return "\(headline)\n  help: \(help)"
  }
}
