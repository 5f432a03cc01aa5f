/// A `.names` file: one label a line, for class 0 on.
///
/// Blanks around a label are dropped, and so are empty lines at the end. An empty line between
/// labels is the empty label of a class. Text that is not UTF-8 is read as Latin-1. Both are warned
/// of.
///
/// - Reference: darknet `data.c`, `get_labels`.
public struct NamesFile: Sendable, Hashable {
  /// The file as the caller wrote it.
  public let file: String
  /// The labels in order of their classes.
  public let labels: [String]
  /// Empty labels, and an encoding other than UTF-8.
  public let warnings: [CfgWarning]

  /// Takes text as labels; `file` is what messages call it.
  ///
  /// - Throws: ``CfgError/Code/tooLarge`` beyond 16 MB, ``CfgError/Code/unreadable`` for binary
  ///   data.
  public init(parsing text: String, file: String) throws(CfgError) {
    try self.init(parsingBytes: Array(text.utf8), file: file)
  }

  /// Takes the bytes of a file as labels.
  ///
  /// - Throws: As ``init(parsing:file:)``.
  public init(parsingBytes bytes: [UInt8], file: String) throws(CfgError) {
    try self.init(TextFile(bytes: bytes, file: file))
  }

  /// Reads the labels in the file at `path`.
  ///
  /// - Throws: ``CfgError/Code/unreadable`` with the system's reason; otherwise as
  ///   ``init(parsing:file:)``.
  public init(contentsOf path: String) throws(CfgError) {
    try self.init(TextFile(contentsOf: path))
  }

  private init(_ text: TextFile) throws(CfgError) {
    let isUTF8 = String(validating: text.bytes, as: UTF8.self) != nil
    file = text.file
    labels = try text.lines(of: "labels").map {
      isUTF8 ? String(decoding: $0, as: UTF8.self) : latin1($0)
    }
    var warnings: [CfgWarning] = []
    if !isUTF8 {
      warnings.append(
        CfgWarning(
          .text, at: CfgLocation(file: file), "the text is not UTF-8, it is read as Latin-1"))
    }
    self.warnings = warnings + [Self.emptyLabels(labels, file: file)].compactMap(\.self)
  }

  /// One warning for all empty labels, at the first of them.
  private static func emptyLabels(_ labels: [String], file: String) -> CfgWarning? {
    guard let first = labels.firstIndex(of: "") else { return nil }
    let others = labels.count { $0.isEmpty } - 1
    let more = others == 0 ? "" : ", and so are \(Wording.grouped(others)) further ones"
    let location = CfgLocation(file: file, line: first + 1)
    return CfgWarning(.text, at: location, "the label of class \(first) is empty\(more)")
  }
}

/// The text of Latin-1 bytes, whose values are those of the characters.
private func latin1(_ bytes: ArraySlice<UInt8>) -> String {
  String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
}
