/// A parsed cfg file: its sections in order, not yet understood.
///
/// Every option is kept as written, with its line. What the sections mean is settled by
/// ``Network``.
public struct CfgDocument: Sendable, Hashable {
  /// The file as the caller wrote it; messages begin with it.
  public let file: String
  /// The sections in the order of the file; at least one.
  public let sections: [CfgSection]

  /// Parses text; `file` is what messages call it.
  ///
  /// - Throws: ``CfgError/Code/syntax`` with line and column for text that is no cfg,
  ///   ``CfgError/Code/tooLarge`` beyond 16 MB or 10,000 sections.
  public init(parsing text: String, file: String) throws(CfgError) {
    try self.init(TextFile(bytes: Array(text.utf8), file: file))
  }

  /// Reads and parses the file at `path`.
  ///
  /// - Throws: ``CfgError/Code/unreadable`` with the system's reason, or for UTF-16 and binary
  ///   data; otherwise as ``init(parsing:file:)``.
  public init(contentsOf path: String) throws(CfgError) {
    try self.init(TextFile(contentsOf: path))
  }

  /// Parses UTF-8 bytes; text that is no UTF-8 is tolerated in comments and shows as `U+FFFD`
  /// elsewhere.
  package init(parsingUTF8 bytes: [UInt8], file: String) throws(CfgError) {
    try self.init(TextFile(bytes: bytes, file: file))
  }

  /// The sections that were made of a file.
  init(file: String, sections: [CfgSection]) { (self.file, self.sections) = (file, sections) }

  private init(_ text: TextFile) throws(CfgError) {
    var assembly = SectionAssembly(file: text.file)
    for (index, line) in text.lines.enumerated() { try assembly.add(line, number: index + 1) }
    file = text.file
    sections = try assembly.finished()
  }
}
