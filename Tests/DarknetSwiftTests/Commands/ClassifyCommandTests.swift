import TestSupport
import Testing

@Suite("classify")
struct ClassifyCommandTests {
  /// A softmax of three values.
  private static let tolerance: Float = 2e-6
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeClassifier(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
    try command.folder.write(TinyNetworks.bitmap(width: 9, height: 5, blue: 255), as: "blue.bmp")
  }

  @Test("text has a line for each of the most probable classes")
  func text() throws {
    let outcome = try command("classify", "colors.cfg", "colors.weights", "blue.bmp", "--top", "2")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains(/^blue.bmp: Predicted in [0-9.]+ seconds\.$/))
    #expect(lines[1] == "96.47%: blue")
    #expect(lines[2] == " 1.77%: red")
    #expect(outcome.errors == "")
  }

  @Test("json has the size of the image, and as many classes as there are")
  func json() throws {
    let outcome = try command("classify", "colors.cfg", "blue.bmp", "--format", "json")
    let object = try #require(try JSONResult.array(outcome.output).first)
    #expect(object["width"] as? Int == 9)
    #expect(object["height"] as? Int == 5)
    #expect(object["names"] as? String == "colors.names")
    #expect(object["resize"] as? String == "crop")
    let found = try #require(object["predictions"] as? [[String: Any]])
    #expect(found.map { $0["class_id"] as? Int } == [2, 0, 1])
    #expect(found.map { $0["class"] as? String } == ["blue", "red", "green"])
    let probability = try #require(found[0]["confidence"] as? Double)
    #expect(abs(Float(probability) - TinyNetworks.colorProbability) < Self.tolerance)
  }

  @Test(
    "--resize decides what the network sees",
    arguments: [("crop", 96), ("stretch", 96), ("letterbox", 78)])
  func resize(_ mode: String, _ percent: Int) throws {
    let outcome = try command(
      "classify", "colors.cfg", "blue.bmp", "--resize", mode, "--format", "json")
    let object = try #require(try JSONResult.array(outcome.output).first)
    #expect(object["resize"] as? String == mode)
    let first = try #require((object["predictions"] as? [[String: Any]])?.first)
    let probability = try #require(first["confidence"] as? Double)
    #expect(Int(probability * 100) == percent)
  }

  @Test("a detector is no classifier")
  func detector() throws {
    try TinyNetworks.writeDetector(to: command.folder)
    let outcome = try command("classify", "tiny.cfg", "red.bmp")
    #expect(outcome.status == 65)
    #expect(
      outcome.errors == """
        tiny.cfg: error: layer 1 [region] gives boxes, not classes
          help: detectors run with 'detect'

        """)
  }

  @Test("--top is a number from 1", arguments: ["0", "-3", "x", "1.5"])
  func top(_ count: String) throws {
    let outcome = try command("classify", "colors.cfg", "red.bmp", "--top", count)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("a number from 1 to 1000000 is needed"))
  }
}
