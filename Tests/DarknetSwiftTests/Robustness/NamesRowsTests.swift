import Foundation
import TestSupport
import Testing

/// Rows 49 to 54 of the list of bad inputs: names that are not as they should be are a warning, and
/// what stands in them never gets out as anything but text.
@Suite("bad inputs: names and data files", .timeLimit(.minutes(10)))
struct NamesRowsTests {
  private let bounded: BoundedCommand

  init() throws { bounded = try BoundedCommand() }

  /// What the tiny detector says with names of these bytes; it finds class 1.
  private func detect(_ names: [UInt8], _ options: String...) throws -> Answer {
    try bounded.command.folder.write(names, as: "my.names")
    return try bounded(
      ["detect", "tiny.cfg", "tiny.weights", "red.bmp", "--no-image", "--names", "my.names"]
        + options)
  }

  @Test(
    "row 49: too few and too many names are a warning, and an error of 'check --strict'",
    arguments: [
      ("background\n", "1 names for 2 classes; the others are called class_1 and so on", "class_1"),
      ("a\nb\nc\n", "3 names for 2 classes; the rest is ignored", "b"),
    ])
  func row49(_ names: String, _ warning: String, _ label: String) throws {
    let answer = try detect(Array(names.utf8))
    #expect(answer.status == 0)
    #expect(answer.errors == "my.names: warning: the list has \(warning)\n")
    #expect(answer.output.hasSuffix("\n\(label): 84%\n"))
    let check = ["check", "tiny.cfg", "tiny.weights", "--names", "my.names"]
    #expect(try bounded(check).status == 0)
    #expect(try bounded(check + ["--strict"]).status == 65)
  }

  @Test("row 50: blanks, line ends and a mark do not matter, an empty line is a class without name")
  func row50() throws {
    let answer = try detect(Array("\u{FEFF}\r\n ball \t\r\n\r\n\r\n".utf8))
    #expect(answer.status == 0)
    #expect(answer.errors == "my.names:1: warning: the label of class 0 is empty\n")
    #expect(answer.output.hasSuffix("\nball: 84%\n"))
  }

  @Test("row 51: names that are no UTF-8 are read as Latin-1, with a warning")
  func row51() throws {
    let answer = try detect(Array("background\ncaf".utf8) + [0xE9, 0x0A])
    #expect(answer.status == 0)
    #expect(
      answer.errors == "my.names: warning: the text is not UTF-8, it is read as Latin-1\n")
    #expect(answer.output.hasSuffix("\ncafé: 84%\n"))
  }

  @Test("row 52: the list of a data file is looked for beside it, then from the working folder")
  func row52() throws {
    let folder = bounded.command.folder
    try FileManager.default.createDirectory(
      atPath: folder.path("data"), withIntermediateDirectories: false)
    try folder.write("classes=2\nnames = lists/my.names\n", as: "data/my.data")
    let call = [
      "detect", "net.cfg", "tiny.weights", "red.bmp", "--no-image", "--data", "data/my.data",
    ]
    // A list beside the cfg would come first.
    try folder.write(TinyNetworks.detectorCfg, as: "net.cfg")
    #expect(
      try bounded(call)
        == .refused(
          """
          data/my.data: error: the list of names it refers to is not there
            help: looked for 'data/lists/my.names' and 'lists/my.names'
          """, status: 66))
    for place in ["lists", "data/lists"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(place), withIntermediateDirectories: false)
      try folder.write("a\nin \(place)\n", as: "\(place)/my.names")
      #expect(try bounded(call).output.hasSuffix("\nin \(place): 84%\n"))
    }
  }

  /// `<script>`, quotes, and what makes a terminal red, ring and forget.
  private static let hostile = "<script>\"'\u{1B}[31mred\u{7}\u{7F}\u{9B}2J"

  @Test(
    "row 54: control characters in a label reach no terminal, whatever the form",
    arguments: ["text", "json", "jsonl", "csv"])
  func row54(_ format: String) throws {
    let answer = try detect(Array("a\n\(Self.hostile)\n".utf8), "--format", format)
    #expect(answer.status == 0)
    let written = (answer.output + answer.errors).unicodeScalars
    #expect(
      written.allSatisfy {
        "\r\n".unicodeScalars.contains($0) || $0.properties.generalCategory != .control
      })
  }

  @Test("row 54: JSON gives a label back as it is, text and CSV show what they may not write")
  func row54Forms() throws {
    let names = Array("a\n\(Self.hostile)\n".utf8)
    let json = try JSONResult.object(detect(names, "--format", "jsonl").output)
    let detections = try #require(json["detections"] as? [[String: Any]])
    #expect(detections.map { $0["class"] as? String } == [Self.hostile])
    let visible = #"<script>"'\u{1B}[31mred\u{07}\u{7F}\u{009B}2J"#
    #expect(try detect(names).output.hasSuffix("\n\(visible): 84%\n"))
    let csv = try detect(names, "--format", "csv").output
    #expect(csv.contains(",1,\"\(visible.replacing("\"", with: "\"\""))\",0.83"))
  }

  @Test("row 54: a label in the name of a file is no path and holds no control character")
  func row54Files() throws {
    let names = Array("a\n../../\(Self.hostile)/x\n".utf8)
    #expect(try detect(names, "--crops", "cut", "--voc", "lists").status == 0)
    let files = try ["cut", "lists"].flatMap {
      try FileManager.default.contentsOfDirectory(atPath: bounded.command.folder.path($0))
    }
    #expect(files.count == 3)
    #expect(
      files.allSatisfy { name in
        !name.contains("/")
          && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      })
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: bounded.command.folder.url.path))
        .isDisjoint(with: ["x", "..x"]))
  }

  @Test("row 54: a label that an attacker wrote into the cfg's words is told without its escapes")
  func row54Messages() throws {
    let answer = try bounded.info("[net]\nwidth=\u{1B}[31m8\nheight=8\nchannels=3\n[conv]\n")
    #expect(answer.status == 65)
    #expect(!answer.errors.contains("\u{1B}"))
  }
}
