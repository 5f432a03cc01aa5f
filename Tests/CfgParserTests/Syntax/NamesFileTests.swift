import CfgParser
import Testing

@Suite(".names files")
struct NamesFileTests {
  @Test(
    "one label a line, blanks around it and empty lines at the end dropped",
    arguments: [
      "dog\ncat\ntraffic light", "dog\r\ncat\r\ntraffic light\r\n",
      "\u{FEFF} dog\t\ncat \ntraffic light\n\n \n",
      "dog\rcat\rtraffic light\r",
    ])
  func labels(_ text: String) throws {
    let names = try NamesFile(parsing: text, file: "x.names")
    #expect(names.labels == ["dog", "cat", "traffic light"])
    #expect(names.warnings.isEmpty)
  }

  @Test("an empty file has no labels", arguments: ["", "\n", " \r\n\n"])
  func empty(_ text: String) throws {
    #expect(try NamesFile(parsing: text, file: "x.names").labels.isEmpty)
  }

  @Test("an empty line between labels is a class without name, with one warning for all")
  func inner() throws {
    let names = try NamesFile(parsing: "a\n\nb\n\n\nc\n", file: "x.names")
    #expect(names.labels == ["a", "", "b", "", "", "c"])
    #expect(
      names.warnings.map(\.description) == [
        "x.names:2: warning: the label of class 1 is empty, and so are 2 further ones"
      ])
  }

  @Test("text that is not UTF-8 is read as Latin-1, with a warning")
  func latin1() throws {
    let names = try NamesFile(parsingBytes: [0x63, 0x61, 0x66, 0xE9, 0x0A, 0x61], file: "x.names")
    #expect(names.labels == ["café", "a"])
    #expect(
      names.warnings.map(\.description) == [
        "x.names: warning: the text is not UTF-8, it is read as Latin-1"
      ])
  }

  @Test("more labels than a head can have classes are refused; empty lines at the end are not")
  func limit() throws {
    let lines = String(repeating: "a\n", count: 65_536)
    #expect(try NamesFile(parsing: lines + "\n\n", file: "x.names").labels.count == 65_536)
    let error = #expect(throws: CfgError.self) {
      try NamesFile(parsing: lines + "\na", file: "x.names")
    }
    #expect(error?.code == .tooLarge)
  }

  @Test("binary data is no list of labels")
  func binary() {
    let error = #expect(throws: CfgError.self) {
      try NamesFile(parsingBytes: [0x61, 0x0A, 0x00], file: "x.names")
    }
    #expect(error?.description.hasPrefix("x.names: error: the file is binary, not text") == true)
  }
}
