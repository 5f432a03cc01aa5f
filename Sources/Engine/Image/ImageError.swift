public import CfgParser

/// Why an image cannot be read, made or written.
public struct ImageError: DarknetError, Hashable {
  /// The kind of fault; a struct, so that new kinds break no caller.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The name machine-readable output uses.
    public let rawValue: String

    /// A code of that name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The file is missing, or the system refuses to read it.
    public static let unreadable = Code(rawValue: "unreadable")
    /// The bytes are no image of any kind.
    public static let notAnImage = Code(rawValue: "not_an_image")
    /// An image, but of a kind that is not read or written here.
    public static let unsupported = Code(rawValue: "unsupported")
    /// An image of a known kind whose data is broken or cut short.
    public static let damaged = Code(rawValue: "damaged")
    /// More bytes or pixels than allowed.
    public static let tooLarge = Code(rawValue: "too_large")
    /// Width, height, channels and number of bytes do not make an image.
    public static let badShape = Code(rawValue: "bad_shape")
    /// The system refuses to write the file.
    public static let unwritable = Code(rawValue: "unwritable")
  }

  /// The kind of fault.
  public let code: Code
  /// The image as the caller named it.
  public let subject: String
  /// What was found, and what would be right.
  public let message: String
  /// What to do about it, when that is known.
  public let help: String?

  /// The fault `fault` of the image called `subject`.
  init(_ fault: ImageFault, subject: String) {
    (code, message, help) = (fault.code, fault.message, fault.help)
    self.subject = subject
  }
}

/// What a reader of bytes knows of a fault; the stage above adds which image it is about.
struct ImageFault: Error, Hashable {
  /// The kind of fault.
  let code: ImageError.Code
  /// What was found, and what would be right.
  let message: String
  /// What to do about it, when that is known.
  let help: String?

  init(_ code: ImageError.Code, _ message: String, help: String? = nil) {
    (self.code, self.message, self.help) = (code, message, help)
  }

  /// Names the image the fault is about.
  func about(_ subject: String) -> ImageError { ImageError(self, subject: subject) }
}
