import CfgParser
import Testing

@Suite("typed reading of options")
struct SectionReaderTests {
  /// Reads one section of these options with `body`; the remarks come back beside its result.
  private func read<Result>(
    _ options: String, _ body: (inout SectionReader) throws(CfgError) -> Result
  ) throws(CfgError) -> (result: Result, warnings: [String]) {
    let document = try CfgDocument(parsing: "[s]\n" + options, file: "s.cfg")
    var reader = SectionReader(document.sections[0], type: "section")
    let result = try body(&reader)
    return (result, reader.unused().map(\.description))
  }

  @Test(
    "integers take signs, blanks, comments and a fraction of zeros",
    arguments: [
      ("64", 64), ("+64", 64), ("-6 4", -64), ("064", 64), ("64.00", 64), ("64 # x", 64), ("-0", 0),
    ])
  func integers(_ text: String, _ expected: Int) throws {
    let (value, warnings) = try read("padding=\(text)") { reader throws(CfgError) in
      try reader.int("padding", in: -100...100)
    }
    #expect(value == expected)
    #expect(warnings.isEmpty)
  }

  @Test(
    "text that may mean another number is no integer",
    arguments: [
      "", "two", "1e3", "0.5", "0x10", "64abc", "6,4", "--1", "+-1", "-", "1_000", "٣", "5%",
    ])
  func noInteger(_ text: String) {
    let error = #expect(throws: CfgError.self) {
      try read("padding=\(text)") { reader throws(CfgError) in
        try reader.int("padding", in: 0...100)
      }
    }
    #expect(error?.code == .badValue)
    #expect(error?.location.line == 2)
    #expect(
      error?.message.contains("is not an integer; [section] takes a padding from 0 to 100") == true)
  }

  @Test(
    "integers beyond the range are refused, those beyond 64 bits too",
    arguments: ["101", "-1", "99999999999999999999", "-99999999999999999999", "2147483648"])
  func range(_ text: String) {
    let error = #expect(throws: CfgError.self) {
      try read("padding=\(text)") { reader throws(CfgError) in
        try reader.int("padding", in: 0...100)
      }
    }
    #expect(
      error?.message == "'padding=\(text)' is out of range; [section] takes a padding from 0 to 100"
    )
  }

  @Test("text behind a number is ignored with a warning where it is no part of one")
  func rest() throws {
    let (value, warnings) = try read("padding=64;images") { reader throws(CfgError) in
      try reader.int("padding", in: 0...100)
    }
    #expect(value == 64)
    #expect(
      warnings == ["s.cfg:2: warning: 'padding=64;images' is read as 64; ';images' is ignored"])
  }

  @Test(
    "floats take exponents and are rounded by way of double precision",
    arguments: [
      ("1", 1), (".5", 0.5), ("1.", 1), ("-1e-3", -0.001), ("+2.5E2", 250),
      ("1.00000005960464477539062500001", 1),
    ] as [(String, Float)])
  func floats(_ text: String, _ expected: Float) throws {
    let (value, _) = try read("x=\(text)") { reader throws(CfgError) in
      try reader.float("x", default: 0)
    }
    #expect(value == expected)
  }

  @Test(
    "floats are finite",
    arguments: [
      "", "nan", "inf", "-infinity", "1e400", "1e39", "0x1p3", "e5", "1.2.3", "1,5", "one",
    ])
  func noFloat(_ text: String) {
    let error = #expect(throws: CfgError.self) {
      try read("x=\(text)") { reader throws(CfgError) in try reader.float("x", default: 0) }
    }
    #expect(error?.code == .badValue)
  }

  @Test("flags are integers, set when not 0", arguments: [("0", false), ("1", true), ("-2", true)])
  func flags(_ text: String, _ expected: Bool) throws {
    let (value, _) = try read("f=\(text)") { reader throws(CfgError) in
      try reader.flag("f", default: !expected)
    }
    #expect(value == expected)
  }

  @Test("lists are split at commas, blanks between them do not count")
  func lists() throws {
    let (ints, _) = try read("l= -1, 6 1 ,2") { reader throws(CfgError) in try reader.ints("l") }
    #expect(ints == [-1, 61, 2])
    let (floats, _) = try read("l=.5, 1e1") { reader throws(CfgError) in try reader.floats("l") }
    #expect(floats == [0.5, 10])
    let (none, _) = try read("") { reader throws(CfgError) in try reader.ints("l") }
    #expect(none == nil)
  }

  @Test(
    "a list names the item that is no number",
    arguments: [("l=", "''", 1), ("l=1,,2", "''", 2), ("l=1,2,", "''", 3), ("l=1,x", "'x'", 2)])
  func badItem(_ text: String, _ item: String, _ position: Int) {
    let error = #expect(throws: CfgError.self) {
      try read(text) { reader throws(CfgError) in try reader.ints("l") }
    }
    #expect(
      error?.message == "'\(text)' has \(item) as item \(position), which is not an integer")
  }

  @Test("a list beyond 4,096 items is refused")
  func longList() {
    let list = [String](repeating: "1", count: 4_097).joined(separator: ",")
    let error = #expect(throws: CfgError.self) {
      try read("l=\(list)") { reader throws(CfgError) in try reader.ints("l") }
    }
    #expect(error?.code == .tooLarge)
    #expect(error?.message.hasSuffix("has 4097 items; [section] takes up to 4096") == true)
  }

  @Test("of a repeated key the first counts, each further one is a warning")
  func duplicates() throws {
    let (value, warnings) = try read("n=1\nn=2\nn=3") { reader throws(CfgError) in
      try reader.int("n", in: 0...9)
    }
    #expect(value == 1)
    #expect(
      warnings == [
        "s.cfg:3: warning: 'n=2' is ignored; 'n=1' at line 2 counts",
        "s.cfg:4: warning: 'n=3' is ignored; 'n=1' at line 2 counts",
      ])
  }

  @Test("keys nobody asked for are warnings in the order of their lines")
  func unused() throws {
    let (_, warnings) = try read("zeta=1\nfilters=1\nmomentum=2\nfilter=1") {
      reader throws(CfgError) in
      reader.accept(["momentum"])
      return try reader.int("filters", in: 0...9)
    }
    #expect(
      warnings == [
        "s.cfg:2: warning: [section] has no key 'zeta', it is ignored",
        "s.cfg:5: warning: [section] has no key 'filter', it is ignored; did you mean 'filters'?",
      ])
  }

  @Test("a layer counts back from its own number")
  func references() throws {
    let (layers, _) = try read("layers=-1,0,-5,4") { reader throws(CfgError) in
      try reader.layerNumbers("layers", at: 5)
    }
    #expect(layers == [4, 0, 0, 4])
  }

  @Test(
    "a reference to a layer that does not come before is refused",
    arguments: ["5", "6", "-6", "9223372036854775807", "-9223372036854775808"])
  func badReferences(_ text: String) {
    let error = #expect(throws: CfgError.self) {
      try read("layers=\(text)") { reader throws(CfgError) in
        try reader.layerNumbers("layers", at: 5)
      }
    }
    #expect(error?.code == .badReference)
  }
}
