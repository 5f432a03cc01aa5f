/// What one line of a cfg file is.
enum CfgLine: Hashable {
  /// Nothing, or a comment.
  case blank
  /// `[name]`.
  case header(String)
  /// `key=value`; the value may be empty.
  case option(key: String, value: String)
}

/// Why a line is none of the three, and at which character (from 1).
struct SyntaxFault: Error, Hashable {
  let column: Int
  let message: String
}

/// Reads one line; the only place that knows the syntax of cfg files.
///
/// Blanks are dropped wherever they stand, `#` begins a comment anywhere and `;` at the start of a
/// line.
///
/// - Reference: darknet `parser.c`, `read_cfg`; `option_list.c`, `read_option`; `utils.c`, `strip`.
///   Those take `#` at the start of a line only, but a number followed by `#` reads the same either
///   way.
struct CfgLexer {
  private let line: ArraySlice<UInt8>
  private let content: ArraySlice<UInt8>

  /// What `line` is; its bytes are UTF-8 without the end of line.
  static func read(_ line: ArraySlice<UInt8>) throws(SyntaxFault) -> CfgLine {
    try CfgLexer(line).read()
  }

  private init(_ line: ArraySlice<UInt8>) {
    self.line = line
    content = line.prefix { $0 != .numberSign }
  }

  private func read() throws(SyntaxFault) -> CfgLine {
    guard let start = content.firstIndex(where: { !$0.isBlank }), content[start] != .semicolon
    else {
      return .blank
    }
    return content[start] == .openingBracket ? try header(from: start) : try option(from: start)
  }

  private func header(from start: Int) throws(SyntaxFault) -> CfgLine {
    guard let end = content[start...].firstIndex(of: .closingBracket) else {
      throw fault(at: lastVisible + 1, "\(quoted(content)) lacks its closing ']'")
    }
    let rest = content[(end + 1)...]
    if let stray = rest.firstIndex(where: { !$0.isBlank }) {
      throw fault(at: stray, "\(quoted(rest)) stands behind \(quoted(content[start...end]))")
    }
    let name = text(content[(start + 1)..<end])
    guard !name.isEmpty else { throw fault(at: end, "a section needs a name between '[' and ']'") }
    return .header(name)
  }

  private func option(from start: Int) throws(SyntaxFault) -> CfgLine {
    guard let equals = content.firstIndex(of: .equalsSign) else {
      throw fault(
        at: start, "\(quoted(content)) is neither a [section], nor key=value, nor a comment")
    }
    let key = text(content[..<equals])
    guard !key.isEmpty else { throw fault(at: equals, "\(quoted(content)) lacks a key before '='") }
    return .option(key: key, value: text(content[(equals + 1)...]))
  }

  private var lastVisible: Int {
    content.lastIndex { !$0.isBlank } ?? content.startIndex
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.filter { !$0.isBlank }, as: UTF8.self)
  }

  private func quoted(_ bytes: ArraySlice<UInt8>) -> String { Wording.quoted(text(bytes)) }

  /// A fault at the character that begins at byte `position`; bytes inside a character do not
  /// count.
  private func fault(at position: Int, _ message: String) -> SyntaxFault {
    let column = 1 + line[..<position].count { $0 & 0b1100_0000 != 0b1000_0000 }
    return SyntaxFault(column: column, message: message)
  }
}

extension UInt8 {
  fileprivate static let numberSign = UInt8(ascii: "#")
  fileprivate static let semicolon = UInt8(ascii: ";")
  fileprivate static let openingBracket = UInt8(ascii: "[")
  fileprivate static let closingBracket = UInt8(ascii: "]")
  fileprivate static let equalsSign = UInt8(ascii: "=")
  /// What darknet drops wherever it stands in a line.
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
