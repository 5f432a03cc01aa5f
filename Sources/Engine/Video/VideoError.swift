public import CfgParser

/// Why a video cannot be read or written.
public struct VideoError: DarknetError, Hashable {
  /// The kind of fault; a struct, so that new kinds break no caller.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The name machine-readable output uses.
    public let rawValue: String

    /// A code of that name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The bytes are no video that can be read here.
    public static let notAVideo = Code(rawValue: "not_a_video")
    /// A video, but of a kind that is not read here.
    public static let unsupported = Code(rawValue: "unsupported")
    /// What was found makes no sense.
    public static let damaged = Code(rawValue: "damaged")
    /// The stream ends inside a frame or its header.
    public static let truncated = Code(rawValue: "truncated")
    /// Frames without a pixel, or larger than allowed.
    public static let badShape = Code(rawValue: "bad_shape")
  }

  /// The kind of fault.
  public let code: Code
  /// The video as the caller named it.
  public private(set) var subject: String
  /// What was found, and what would be right.
  public let message: String
  /// What to do about it, when that is known.
  public let help: String?

  init(_ code: Code, _ message: String, help: String? = nil) {
    (self.code, self.message, self.help) = (code, message, help)
    subject = "video"
  }

  /// The same fault of the video called `subject`: a reader does not know its name.
  public func about(_ subject: String) -> VideoError {
    var error = self
    error.subject = subject
    return error
  }
}
