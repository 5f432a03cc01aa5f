public import CfgParser

/// Why an NPY file cannot be read as an array of the values that are wanted.
public struct NpyError: DarknetError, Hashable {
  /// The kind of fault; a struct, so that new kinds break no caller.
  public struct Code: Sendable, Hashable {
    /// The name machine-readable output uses.
    public let name: String

    /// The bytes are no NPY file.
    public static let notAnArray = Code(name: "not_an_array")
    /// An NPY file whose header cannot be understood.
    public static let badHeader = Code(name: "bad_header")
    /// An array of another type or order than little-endian float32 with the last index fastest.
    public static let unsupported = Code(name: "unsupported")
    /// More or fewer values than the header says.
    public static let wrongSize = Code(name: "wrong_size")
    /// Another number of axes than is needed, or an axis without extent.
    public static let wrongShape = Code(name: "wrong_shape")
    /// A value that is no finite number.
    public static let badValue = Code(name: "bad_value")
  }

  /// The kind of fault.
  public let code: Code
  /// The file, as the caller wrote it.
  public let subject: String
  /// What was found, and what would be right.
  public let message: String
  /// What to do about it, when that is known.
  public let help: String?

  init(_ fault: NpyFault, subject: String) {
    (code, message, help) = (fault.code, fault.message, fault.help)
    self.subject = subject
  }
}

/// What the reader of the bytes knows of a fault; the file's name is added above.
struct NpyFault: Error, Hashable {
  /// The kind of fault.
  let code: NpyError.Code
  /// What was found, and what would be right.
  let message: String
  /// What to do about it, when that is known.
  let help: String?

  init(_ code: NpyError.Code, _ message: String, help: String? = nil) {
    (self.code, self.message, self.help) = (code, message, help)
  }
}
