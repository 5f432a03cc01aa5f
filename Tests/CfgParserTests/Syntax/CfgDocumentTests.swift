import CfgParser
import Testing

@Suite("cfg documents")
struct CfgDocumentTests {
  private func options(_ text: String) throws -> [String] {
    try CfgDocument(parsing: text, file: "a.cfg").sections.flatMap(\.options)
      .map { "\($0.line) \($0.key)=\($0.value)" }
  }

  @Test("sections and options keep their order and their lines")
  func structure() throws {
    let document = try CfgDocument(
      parsing: "# head\n[net]\nwidth=2\n\n[conv]\nfilters=3\nsize=1", file: "dir/a.cfg")
    #expect(document.file == "dir/a.cfg")
    #expect(document.sections.map(\.name) == ["net", "conv"])
    #expect(document.sections.map(\.location.description) == ["dir/a.cfg:2", "dir/a.cfg:5"])
    #expect(try options("[net]\n\nb=1\na=2") == ["3 b=1", "4 a=2"])
  }

  @Test(
    "every kind of line end counts as one line",
    arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    let text = ["[net]", "", "width=1", "height=2", ""].joined(separator: end)
    #expect(try options(text) == ["3 width=1", "4 height=2"])
  }

  @Test(
    "blanks and comments may stand anywhere",
    arguments: [
      "[net]\nbatch=64", " [ n e t ]\t\n b a t c h = 6\t4 ", "\u{FEFF}[net]\nbatch=64",
      "[net] # x\nbatch=64# images", "[net]\n  ; batch=1\n#batch=2\nbatch=64 ##",
    ])
  func leniency(_ text: String) throws {
    let document = try CfgDocument(parsing: text, file: "a.cfg")
    #expect(document.sections.map(\.name) == ["net"])
    #expect(document.sections[0].options.map(\.key) == ["batch"])
    #expect(document.sections[0].options.map(\.value) == ["64"])
  }

  @Test("an option is split at its first '='; values may be empty and may hold ';'")
  func split() throws {
    #expect(try options("[net]\na=b=c\nd=\ne=1;f") == ["2 a=b=c", "3 d=", "4 e=1;f"])
  }

  @Test("columns count characters, not bytes")
  func columns() {
    let error = #expect(throws: CfgError.self) {
      try CfgDocument(parsing: "[é] →x", file: "a.cfg")
    }
    #expect(error?.code == .syntax)
    #expect(error?.location == CfgLocation(file: "a.cfg", line: 1, column: 5))
  }

  @Test("text that is no UTF-8 is tolerated in comments")
  func invalidUTF8() throws {
    let bytes = Array("[net]\n# caf".utf8) + [0xE9, 0x0A] + Array("batch=1".utf8)
    let document = try CfgDocument(parsingUTF8: bytes, file: "a.cfg")
    #expect(document.sections[0].options.map(\.line) == [3])
  }

  @Test(
    "UTF-16 and binary data are named",
    arguments: [
      ([0xFF, 0xFE, 0x5B, 0x00], "the text is UTF-16, but only UTF-8 is read"),
      ([0xFE, 0xFF, 0x00, 0x5B], "the text is UTF-16, but only UTF-8 is read"),
      ([0x5B, 0x00, 0x6E, 0x00], "the text is UTF-16, but only UTF-8 is read"),
      ([0x00, 0x00, 0x00, 0x00, 0x02], "the file is binary, not text"),
      ([0x5B, 0x6E, 0x5D, 0x0A, 0x00], "the file is binary, not text"),
    ] as [([UInt8], String)])
  func encodings(_ bytes: [UInt8], _ message: String) {
    let error = #expect(throws: CfgError.self) {
      try CfgDocument(parsingUTF8: bytes, file: "a.cfg")
    }
    #expect(error?.code == .unreadable)
    #expect(error?.subject == "a.cfg")
    #expect(error?.message == message)
    #expect(error?.help != nil)
  }

  @Test(
    "text beyond the limits is refused",
    arguments: [
      ("[net]\n#", "x", 1 << 20, "the line has 1,048,577 bytes"),
      ("", "#\n", (8 << 20) + 1, "the file has 16,777,218 bytes"),
      ("", "[a]\n", 10_002, "the file goes on behind section 10001"),
      ("[net]\n", "a=1\n", 1_001, "[net] goes on behind option 1000"),
    ])
  func limits(_ start: String, _ repeated: String, _ count: Int, _ message: String) {
    let text = start + String(repeating: repeated, count: count)
    let error = #expect(throws: CfgError.self) { try CfgDocument(parsing: text, file: "a.cfg") }
    #expect(error?.code == .tooLarge)
    #expect(error?.message.hasPrefix(message) == true)
  }
}
