import TestSupport
import Testing

@Suite("info")
struct InfoCommandTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeClassifier(to: command.folder)
  }

  @Test("text is the layer table, with totals")
  func text() throws {
    let outcome = try command("info", "colors.cfg")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines[0] == "colors: input 4×4×3")
    #expect(lines[1].split(separator: " ").prefix(4) == ["layer", "type", "filters", "size"])
    #expect(lines[2].split(separator: " ").prefix(4) == ["0", "convolutional", "3", "1×1/1"])
    #expect(lines[5].contains("12 parameters"))
    #expect(lines[6] == "activations: 408 bytes, were all kept")
  }

  @Test("json has the totals and a line a layer")
  func json() throws {
    let outcome = try command("info", "colors.cfg", "--format", "json")
    let object = try JSONResult.object(outcome.output)
    #expect(object["network"] as? String == "colors")
    #expect(object["input"] as? [String: Int] == ["channels": 3, "height": 4, "width": 4])
    #expect(object["parameters"] as? Int == 12)
    #expect(object["weights_bytes"] as? Int == 68)
    #expect(object["bflops"] as? Double == 2 * 9 * 16 / 1e9)
    #expect(object["warnings"] as? [String] == [])
    let layers = try #require(object["layers"] as? [[String: Any]])
    #expect(layers.map { $0["type"] as? String } == ["convolutional", "avgpool", "softmax"])
    #expect(layers[0]["input"] as? [Int] == [3, 4, 4])
    #expect(layers[1]["output"] as? [Int] == [3, 1, 1])
    #expect(layers[0]["parameters"] as? Int == 12)
  }

  @Test(
    "sections and keys that mean nothing to inference are told after the totals, and no warnings")
  func ignored() throws {
    let keys = "momentum=0.9\ndecay=0.1\n"
    let cfg = TinyNetworks.classifierCfg.replacing("channels=3\n", with: "channels=3\n\(keys)")
    try command.folder.write(cfg + "[dropout]\nprobability=.5\n[cost]\n", as: "old.cfg")
    let outcome = try command("info", "old.cfg")
    #expect(outcome.errors == "")
    #expect(
      outcome.output.hasSuffix(
        """
        were all kept
        ignored, of no meaning to inference:
          [net] momentum, decay
          [dropout], [cost]

        """))
    let object = try JSONResult.object(command("info", "old.cfg", "--format", "json").output)
    let ignored = try #require(object["ignored"] as? [[String: Any]])
    #expect(ignored.map { $0["section"] as? String } == ["net", "dropout", "cost"])
    #expect(ignored.map { $0["line"] as? Int } == [1, 17, 19])
    #expect(
      ignored.map { $0["keys"] as? [String] } == [["momentum", "decay"], ["probability"], []])
    #expect(ignored.map { $0["whole"] as? Bool } == [false, true, true])
  }

  @Test("long lists of keys are broken at a hundred columns")
  func longList() throws {
    let lines = try command("info", "yolov2-voc").output.split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("ignored") })
    #expect(lines[start...].count > 4)
    #expect(lines[start...].allSatisfy { $0.count <= 100 })
  }

  @Test("a size that the layers do not allow is an error with its line and the sizes that would do")
  func refusedSize() throws {
    let outcome = try command("info", "yolov2-voc", "--width", "300", "--height", "300")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("yolov2-voc.cfg:235: error: layer 27 [reorg] needs"))
    #expect(
      outcome.errors.hasSuffix(
        "help: a width of 288 or 320 and a height of 288 or 320 would do\n"))
  }

  @Test("every size of YOLOv2's paper is taken", arguments: [288, 416, 608])
  func paperSizes(_ size: Int) throws {
    let outcome = try command("info", "yolov2-voc", "--width", "\(size)", "--height", "\(size)")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("yolov2-voc: input \(size)×\(size)×3\n"))
  }

  @Test("width and height can be others than the cfg's")
  func size() throws {
    let outcome = try command("info", "colors.cfg", "--width", "8", "--height", "6")
    #expect(outcome.output.hasPrefix("colors: input 8×6×3\n"))
  }

  @Test("weights that fit are described, others are bad data")
  func weights() throws {
    let outcome = try command("info", "colors.cfg", "colors.weights")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.hasSuffix(
        "colors.weights: fits; version 0.2.0, trained with 0 images, 68 bytes, 3 layers\n"))
    try TinyNetworks.writeDetector(to: command.folder)
    let misfit = try command("info", "colors.cfg", "tiny.weights")
    #expect(misfit.status == 65)
    #expect(misfit.output == "")
    #expect(misfit.errors.hasPrefix("tiny.weights: error: colors.cfg uses 12 values, "))
  }

  @Test("warnings go to standard error, and into the json; quiet leaves them out")
  func warnings() throws {
    let cfg = TinyNetworks.classifierCfg.replacing("filters=3", with: "filters=3\nfilter=4")
    try command.folder.write(cfg, as: "odd.cfg")
    let outcome = try command("info", "odd.cfg", "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix("odd.cfg:8: warning: [convolutional] has no key 'filter'"))
    #expect((try JSONResult.object(outcome.output)["warnings"] as? [String])?.count == 1)
    #expect(try command("info", "odd.cfg", "-q").errors == "")
  }

  @Test("a fault in a cfg is one message with its line")
  func fault() throws {
    let cfg = TinyNetworks.classifierCfg.replacing("[avgpool]", with: "[avgpol]")
    try command.folder.write(cfg, as: "odd.cfg")
    let outcome = try command("info", "odd.cfg")
    #expect(outcome.status == 65)
    #expect(
      outcome.errors == """
        odd.cfg:12: error: unknown section '[avgpol]'
          help: did you mean '[avgpool]'?

        """)
  }
}
