import CfgParser
import Testing

@Suite("rules for the text")
struct TextRuleTests {
  private static let sound = "[net]\nwidth=8\nheight=8\nchannels=1\n[softmax]\n"

  private static func findings(in bytes: [UInt8]) -> [String] {
    CfgCheck(bytes, file: "net.cfg").findings.map(\.description)
  }

  @Test("blanks and comments in their places are no findings")
  func sound() {
    let text = "# one\n\n  ; two\n" + Self.sound.replacing("width=8", with: "width = 8 # é\u{A0}")
    #expect(Self.findings(in: Array(text.utf8)) == [])
  }

  @Test(
    "line ends of other systems are a note at the first",
    arguments: [
      ("\r\n", "CR LF"), ("\r", "CR"),
    ])
  func lineEnds(_ end: String, _ name: String) {
    #expect(
      Self.findings(in: Array(Self.sound.replacing("\n", with: end).utf8)) == [
        "net.cfg:1:6: note: lines end in \(name), which is taken here; the original Darknet keeps "
          + "the CR as part of values"
      ])
  }

  @Test("columns count from behind a byte order mark")
  func lineEndsBehindMark() {
    let text = "\u{FEFF}" + Self.sound.replacing("\n", with: "\r\n")
    #expect(Self.findings(in: Array(text.utf8)).last?.hasPrefix("net.cfg:1:6: note: lines") == true)
  }

  @Test("a byte order mark is a note")
  func byteOrderMark() {
    #expect(
      Self.findings(in: [0xEF, 0xBB, 0xBF] + Array(Self.sound.utf8)) == [
        "net.cfg:1:1: note: the file begins with a byte order mark; it is skipped here, Darknet finds "
          + "no [net] behind it"
      ])
  }

  @Test("tabs and blanks at the end are a note each, with the number of lines")
  func blanks() {
    let text = "[net]  \nwidth\t=8 \nheight=8\n\tchannels=1\t\n[softmax]\n"
    #expect(
      Self.findings(in: Array(text.utf8)) == [
        "net.cfg:1:6: note: blanks at the end of the line, which are dropped, here and in 2 more lines",
        "net.cfg:2:6: note: a tab, which is dropped, here and in 1 more line",
      ])
  }

  @Test("spaces that are no blanks are a warning at their character")
  func unusualSpaces() {
    let text = Self.sound + "gro\u{2009}ups=1\u{A0}\ntemperature=1"
    let found = CfgCheck(parsing: text, file: "net.cfg").findings
    #expect(
      found.first { $0.rule.name == "unusual-space" }?.description
        == "net.cfg:6:4: warning: U+2009 looks like a blank, but is part of the text; replace it by "
        + "a blank")
  }

  @Test("bytes that are no UTF-8 are a note")
  func encoding() {
    #expect(
      Self.findings(in: Array("# ".utf8) + [0xE9] + Array("\n\(Self.sound)".utf8)) == [
        "net.cfg:1:3: note: bytes that are no UTF-8"
      ])
  }
}
