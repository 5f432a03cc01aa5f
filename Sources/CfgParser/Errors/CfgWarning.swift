/// Something in a file that is ignored or read otherwise than written, and why.
///
/// Warnings are collected and returned, never printed; the file can be used all the same.
public struct CfgWarning: Sendable, Hashable, CustomStringConvertible {
  /// The kind of remark, for callers that act on it.
  public struct Code: Sendable, Hashable {
    /// The code's name, as in the source.
    public let name: String

    /// A key that the section does not have.
    public static let unknownKey = Code(name: "unknownKey")
    /// A key that stands in the section a second time.
    public static let duplicateKey = Code(name: "duplicateKey")
    /// A value that is read in part, or replaced by another.
    public static let value = Code(name: "value")
    /// Cells of a head that do not divide the input.
    public static let grid = Code(name: "grid")
    /// A label that is empty, or a file that is not UTF-8.
    public static let text = Code(name: "text")
  }

  /// The kind of remark.
  public let code: Code
  /// Where it applies.
  public let location: CfgLocation
  /// What is ignored and why, with the nearest known name where there is one.
  public let message: String

  package init(_ code: Code, at location: CfgLocation, _ message: String) {
    (self.code, self.location, self.message) = (code, location, message)
  }

  /// A remark on a key that stands twice: the first counts, as in darknet.
  static func duplicate(
    _ option: CfgOption, of first: CfgOption, at location: CfgLocation
  ) -> CfgWarning {
    CfgWarning(
      .duplicateKey, at: location,
      "\(Wording.quoted(option.text)) is ignored; "
        + "\(Wording.quoted(first.text)) at line \(first.line) counts")
  }

  /// `net.cfg:27: warning: …`.
  public var description: String { "\(location): warning: \(message)" }
}
