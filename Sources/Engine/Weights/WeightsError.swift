public import CfgParser

/// A weights file that cannot be used, and why.
public struct WeightsError: DarknetError, Hashable {
  /// What kind of fault it is; new kinds may join without breaking a caller.
  public struct Code: Sendable, Hashable {
    /// A short name, for machine-readable output.
    public let name: String

    /// The file is missing or may not be read.
    public static let unreadable = Code(name: "unreadable")
    /// The file is something else: a web page, an archive, another program's model, text.
    public static let notWeights = Code(name: "not_weights")
    /// The file ends before the last value the network needs.
    public static let tooShort = Code(name: "too_short")
    /// The file holds more values than the network uses.
    public static let tooLong = Code(name: "too_long")
    /// The file changed while it was read.
    public static let changed = Code(name: "changed")
    /// The file cannot be begun to write.
    public static let cannotCreate = Code(name: "cannot_create")
    /// Writing broke off; a file that was there is as it was.
    public static let unwritable = Code(name: "io_error")
  }

  /// What kind of fault it is.
  public let code: Code
  /// The file, as the caller wrote it.
  public let subject: String
  /// What was found and what is right.
  public let message: String
  /// What to do about it.
  public let help: String?

  init(_ code: Code, _ subject: String, _ message: String, help: String? = nil) {
    (self.code, self.subject, self.message, self.help) = (code, subject, message, help)
  }
}
