/// Text for `man`, in the macros that every `troff` has.
///
/// - Reference: groff_man(7).
struct Roff {
  /// What has been written.
  private(set) var text = ""

  /// A line that begins with a macro; arguments are quoted.
  mutating func request(_ name: String, _ arguments: String...) {
    let words = arguments.map { "\"\(Self.escaped($0).replacing("\"", with: "\\(dq"))\"" }
    text += ([".\(name)"] + words).joined(separator: " ") + "\n"
  }

  /// Running text; a word in `code` is set as it is typed.
  mutating func prose(_ prose: String) { write(Self.escaped(prose)) }

  /// Parts one behind the other, each in its font: `B`, `I` or `R`.
  mutating func parts(_ parts: [(font: Character, text: String)]) {
    write(parts.map { "\\f\($0.font)\(Self.escaped($0.text))\\fR" }.joined())
  }

  /// Lines that stay as they are.
  mutating func lines(_ lines: [String]) {
    text += ".nf\n"
    for line in lines { write(Self.escaped(line)) }
    text += ".fi\n"
  }

  /// Paragraphs, and blocks of lines that begin with blanks, as our help has them; a line in
  /// capitals is the title of what follows.
  mutating func discussion(_ discussion: String) {
    for block in discussion.split(separator: "\n\n") {
      let lines = block.split(separator: "\n").map(String.init)
      let start = lines.prefix { !$0.hasPrefix(" ") }
      text += ".PP\n"
      for line in start {
        if Self.isTitle(line) { parts([("B", line)]) } else { prose(line) }
      }
      guard start.count < lines.count else { continue }
      if !start.isEmpty { text += ".RS 4\n" }
      self.lines(lines.dropFirst(start.count).map { String($0.drop { $0 == " " }) })
      if !start.isEmpty { text += ".RE\n" }
    }
  }

  /// A point or a quote at the start of a line would make it a request.
  private mutating func write(_ line: String) {
    text += (line.first.map { ".'".contains($0) } == true ? "\\&" : "") + line + "\n"
  }

  /// Dashes are those that people type, and what is no ASCII has its number.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
      default:
        let number = String(scalar.value, radix: 16, uppercase: true)
        escaped += "\\[u\(String(repeating: "0", count: max(0, 4 - number.count)))\(number)]"
      }
    }
  }

  private static func isTitle(_ line: String) -> Bool {
    line.allSatisfy { $0.isUppercase || $0 == " " }
  }
}
