import CfgParser

/// A file that cannot be written, and why.
package struct AtomicFileError: DarknetError, Hashable {
  /// How far the writing came.
  package enum Stage: Sendable, Hashable {
    /// The file could not be begun.
    case creating
    /// It was begun; what was there before is unharmed.
    case writing
  }

  /// How far the writing came.
  package let stage: Stage
  /// The file, as the caller wrote it.
  package let subject: String
  /// What was found and what is right.
  package let message: String
  /// What to do about it.
  package let help: String?

  init(_ stage: Stage, _ subject: String, _ message: String, help: String? = nil) {
    (self.stage, self.subject, self.message, self.help) = (stage, subject, message, help)
  }
}
