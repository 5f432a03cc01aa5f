/// A `.data` file: `key = value` lines without sections that name a data set's files.
///
/// Lines that begin with `#` or `;` are comments. Of a repeated key the first counts, with a
/// warning. Blanks around key and value are dropped, those inside a path stay; darknet drops these
/// too.
///
/// - Reference: darknet `option_list.c`, `read_data_cfg`.
public struct DataFile: Sendable, Hashable {
  /// The file as the caller wrote it.
  public let file: String
  /// The lines that count, in order.
  public let options: [CfgOption]
  /// Keys that stand a second time.
  public let warnings: [CfgWarning]

  /// Parses text; `file` is what messages call it.
  ///
  /// - Throws: ``CfgError/Code/syntax`` for a line that is none of key, comment and nothing.
  public init(parsing text: String, file: String) throws(CfgError) {
    try self.init(parsingBytes: Array(text.utf8), file: file)
  }

  /// Parses the bytes of a file.
  ///
  /// - Throws: As ``init(parsing:file:)``.
  public init(parsingBytes bytes: [UInt8], file: String) throws(CfgError) {
    try self.init(TextFile(bytes: bytes, file: file))
  }

  /// Reads and parses the file at `path`.
  ///
  /// - Throws: ``CfgError/Code/unreadable`` with the system's reason; otherwise as
  ///   ``init(parsing:file:)``.
  public init(contentsOf path: String) throws(CfgError) {
    try self.init(TextFile(contentsOf: path))
  }

  /// The value of `key`, which is never empty; nothing where the file lacks it.
  public subscript(key: String) -> String? { option(key)?.value }

  /// The integer of `key`, such as `classes`; nothing where the file lacks it.
  ///
  /// - Throws: ``CfgError/Code/badValue`` for anything but an integer in `range`.
  public func int(_ key: String, in range: ClosedRange<Int>) throws(CfgError) -> Int? {
    guard let option = option(key) else { return nil }
    guard let number = NumberText<Int>(option.value)?.value, range.contains(number) else {
      let ends = "\(Wording.grouped(range.lowerBound)) to \(Wording.grouped(range.upperBound))"
      throw CfgError(
        .badValue, at: CfgLocation(file: file, line: option.line),
        "\(Wording.quoted(option.text)) is no integer from \(ends)")
    }
    return number
  }

  /// Where the file that `key` names may be, the likeliest first.
  ///
  /// A relative path is tried beside this file, then from the working directory, as darknet does.
  public func paths(for key: String) -> [String] {
    guard let path = self[key] else { return [] }
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return [path] }
    return [file[...slash] + path, path]
  }

  private init(_ text: TextFile) throws(CfgError) {
    var (options, warnings) = ([CfgOption](), [CfgWarning]())
    for (index, line) in text.lines.enumerated() {
      let location = CfgLocation(file: text.file, line: index + 1)
      guard let option = try Self.option(line, at: location) else { continue }
      if let first = options.first(where: { $0.key == option.key }) {
        warnings.append(.duplicate(option, of: first, at: location))
        continue
      }
      guard options.count < Limits.optionCount else {
        throw CfgError(
          .tooLarge, at: location, "the file goes on behind option \(options.count)")
      }
      options.append(option)
    }
    (file, self.options, self.warnings) = (text.file, options, warnings)
  }

  private static func option(
    _ line: ArraySlice<UInt8>, at location: CfgLocation
  ) throws(CfgError) -> CfgOption? {
    let text = line.trimmed
    guard let first = text.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else {
      return nil
    }
    guard let equals = text.firstIndex(of: UInt8(ascii: "=")), equals > text.startIndex,
      equals < text.endIndex - 1
    else {
      let quoted = Wording.quoted(String(decoding: text, as: UTF8.self))
      throw CfgError(.syntax, at: location, "\(quoted) is neither key=value nor a comment")
    }
    return CfgOption(
      key: String(decoding: text[..<equals].trimmed, as: UTF8.self),
      value: String(decoding: text[(equals + 1)...].trimmed, as: UTF8.self), line: location.line)
  }

  private func option(_ key: String) -> CfgOption? { options.first { $0.key == key } }
}
