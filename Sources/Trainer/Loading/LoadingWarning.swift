/// What was odd about an image or its labels, and was left out.
public struct LoadingWarning: Sendable, Hashable {
  /// The file, with the line where that is known.
  public let subject: String
  /// What was found, and what was made of it.
  public let message: String

  /// A warning.
  public init(subject: String, message: String) {
    (self.subject, self.message) = (subject, message)
  }
}
