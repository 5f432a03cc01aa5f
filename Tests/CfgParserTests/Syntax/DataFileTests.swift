import CfgParser
import Testing

@Suite(".data files")
struct DataFileTests {
  @Test("keys and values lose the blanks around them, comments and nothing else are skipped")
  func parsing() throws {
    let data = try DataFile(
      parsing: "\u{FEFF}classes= 20\r\n# c\r\n\r\n ; d\r\nnames = data/my voc #1.names \r\n",
      file: "cfg/voc.data")
    #expect(data.options.map(\.line) == [1, 5])
    #expect(data["names"] == "data/my voc #1.names")
    #expect(try data.int("classes", in: 1...100) == 20)
    #expect(data["backup"] == nil)
    #expect(try data.int("top", in: 1...100) == nil)
    #expect(data.warnings.isEmpty)
  }

  @Test("the first of a repeated key counts")
  func duplicates() throws {
    let data = try DataFile(parsing: "a=1\na=2", file: "x.data")
    #expect(data["a"] == "1")
    #expect(
      data.warnings.map(\.description) == [
        "x.data:2: warning: 'a=2' is ignored; 'a=1' at line 1 counts"
      ])
  }

  @Test(
    "a relative path is tried beside the file, then as written",
    arguments: [
      ("cfg/voc.data", "data/voc.names", ["cfg/data/voc.names", "data/voc.names"]),
      ("voc.data", "data/voc.names", ["data/voc.names"]),
      ("cfg/voc.data", "/data/voc.names", ["/data/voc.names"]),
    ])
  func paths(_ file: String, _ value: String, _ expected: [String]) throws {
    let data = try DataFile(parsing: "names=\(value)", file: file)
    #expect(data.paths(for: "names") == expected)
    #expect(data.paths(for: "valid").isEmpty)
  }

  @Test("a line that is no option is an error", arguments: ["names", "=x", "names=", "[net]"])
  func syntax(_ line: String) {
    let error = #expect(throws: CfgError.self) {
      try DataFile(parsing: "\n\(line)", file: "x.data")
    }
    #expect(
      error?.description == "x.data:2: error: '\(line)' is neither key=value nor a comment")
  }

  @Test("more than 1,000 options are refused")
  func limit() {
    let text = (0...1_000).map { "a\($0)=1" }.joined(separator: "\n")
    let error = #expect(throws: CfgError.self) { try DataFile(parsing: text, file: "x.data") }
    #expect(error?.code == .tooLarge)
    #expect(error?.location.line == 1_001)
  }

  @Test("a number out of range or none is an error", arguments: ["0", "101", "x", "1e9"])
  func numbers(_ value: String) throws {
    let data = try DataFile(parsing: "classes=\(value)", file: "x.data")
    let error = #expect(throws: CfgError.self) { try data.int("classes", in: 1...100) }
    #expect(
      error?.description == "x.data:1: error: 'classes=\(value)' is no integer from 1 to 100")
  }
}
