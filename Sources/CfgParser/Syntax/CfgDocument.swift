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

  private init(_ text: TextFile) throws(CfgError) {
    var assembly = SectionAssembly(file: text.file)
    for (index, line) in text.lines.enumerated() { try assembly.add(line, number: index + 1) }
    file = text.file
    sections = try assembly.finished()
  }
}

/// The sections found so far, and the one that is being filled.
private struct SectionAssembly {
  let file: String
  private var sections: [CfgSection] = []
  private var header: (name: String, location: CfgLocation)?
  private var options: [CfgOption] = []

  init(file: String) { self.file = file }

  mutating func add(_ bytes: ArraySlice<UInt8>, number: Int) throws(CfgError) {
    let location = CfgLocation(file: file, line: number)
    guard bytes.count <= Limits.lineByteCount else {
      throw tooMany(
        "the line has \(Wording.grouped(bytes.count)) bytes", Limits.lineByteCount, location)
    }
    switch try read(bytes, number: number) {
    case .blank: break
    case .header(let name): try begin(name, at: location)
    case .option(let key, let value):
      try add(CfgOption(key: key, value: value, line: number), at: location)
    }
  }

  mutating func finished() throws(CfgError) -> [CfgSection] {
    close()
    guard !sections.isEmpty else {
      throw CfgError(
        .syntax, at: CfgLocation(file: file), "the file has no sections; the first one is [net]")
    }
    return sections
  }

  private func read(_ bytes: ArraySlice<UInt8>, number: Int) throws(CfgError) -> CfgLine {
    do {
      return try CfgLexer.read(bytes)
    } catch {
      let location = CfgLocation(file: file, line: number, column: error.column)
      throw CfgError(.syntax, at: location, error.message)
    }
  }

  private mutating func begin(_ name: String, at location: CfgLocation) throws(CfgError) {
    close()
    guard sections.count <= Limits.layerCount else {
      throw tooMany(
        "the file goes on behind section \(sections.count)", Limits.layerCount, location)
    }
    header = (name, location)
  }

  private mutating func add(_ option: CfgOption, at location: CfgLocation) throws(CfgError) {
    guard let header else {
      throw CfgError(
        .syntax, at: location,
        "\(Wording.quoted(option.text)) stands before the first section, which is [net]")
    }
    guard options.count < Limits.optionCount else {
      throw tooMany(
        "[\(header.name)] goes on behind option \(options.count)", Limits.optionCount, location)
    }
    options.append(option)
  }

  private mutating func close() {
    guard let (name, location) = header else { return }
    sections.append(CfgSection(name: name, location: location, options: options))
    (header, options) = (nil, [])
  }

  private func tooMany(_ found: String, _ limit: Int, _ location: CfgLocation) -> CfgError {
    CfgError(.tooLarge, at: location, "\(found); up to \(Wording.grouped(limit)) are read")
  }
}
