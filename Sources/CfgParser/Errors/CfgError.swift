/// Why a network description (or a `.data` or `.names` file) cannot be used, and where.
///
/// The text is `net.cfg:12: error: …`, with the column for faults of the syntax and without the
/// line where the whole file is meant; a line of help follows where there is something to do.
public struct CfgError: DarknetError, Hashable {
  /// The kind of fault, for callers that act on it.
  ///
  /// A struct rather than an enum, so that a new code breaks no caller's `switch`.
  public struct Code: Sendable, Hashable {
    /// The code's name, as in the source.
    public let name: String

    /// The text does not follow the grammar: no `=`, no `]`, an option before the first section.
    public static let syntax = Code(name: "syntax")
    /// A section of this name does not exist.
    public static let unknownSection = Code(name: "unknownSection")
    /// A section lacks a key that has no default.
    public static let missingKey = Code(name: "missingKey")
    /// A value is of the wrong kind or out of its range.
    public static let badValue = Code(name: "badValue")
    /// A layer refers to a layer that does not come before it.
    public static let badReference = Code(name: "badReference")
    /// A layer cannot take what the layers before it give.
    public static let shapeMismatch = Code(name: "shapeMismatch")
    /// The file cannot be opened, or is no text.
    public static let unreadable = Code(name: "unreadable")
    /// Darknet knows the value, this package does not run it.
    public static let unsupported = Code(name: "unsupported")
    /// The description asks for more than the limits allow: a long file, a huge layer.
    public static let tooLarge = Code(name: "tooLarge")
  }

  /// The kind of fault.
  public let code: Code
  /// Where the fault is; line 0 stands for the whole file.
  public let location: CfgLocation
  /// What was found, and what would be right.
  public let message: String
  /// What to do about it, when that is known.
  public let help: String?

  package init(_ code: Code, at location: CfgLocation, _ message: String, help: String? = nil) {
    (self.code, self.location, self.message, self.help) = (code, location, message, help)
  }

  /// Where the fault is: `net.cfg:12`, `net.cfg:12:3` or `net.cfg`.
  public var subject: String { location.description }
}
