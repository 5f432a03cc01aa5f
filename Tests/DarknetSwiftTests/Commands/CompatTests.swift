import Engine
import Foundation
import TestSupport
import Testing

/// The built command in the set of each program, on networks of a few values.
@Suite("--compat")
struct CompatTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try command.folder.write(TinyNetworks.detectorCfg, as: "two.cfg")
    try command.folder.write(Self.twoWeights, as: "two.weights")
    try command.folder.write("background\nball\n", as: "two.names")
    try TinyNetworks.writeClassifier(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
    try command.folder.write(TinyNetworks.bitmap(width: 9, height: 5, blue: 255), as: "blue.bmp")
  }

  /// The detector of `TinyNetworks` with other biases: in a red picture a box in the middle has the
  /// class 0 with 0.375 and the class 1 with 0.506, and a box as large as the picture the class 0
  /// with 0.381.
  private static var twoWeights: [UInt8] {
    var biases = [Float](repeating: 0, count: 14)
    (biases[4], biases[6]) = (-2, 0.3)
    (biases[11], biases[12]) = (Float(log(0.4 / 0.6)), 3)
    var filters = [Float](repeating: 0, count: 14 * 3 * 64)
    for pixel in 0..<64 { filters[4 * 3 * 64 + pixel] = 4.0 / 64 }
    return WeightsBytes.file(biases + filters)
  }

  private func detect(_ words: String...) throws -> CommandRunner.Outcome {
    try command.run(["detect", "two.cfg", "red.bmp", "--no-image"] + words)
  }

  private func object(_ words: [String]) throws -> [String: Any] {
    let outcome = try command.run(words + ["--format", "json"])
    #expect(outcome.status == 0)
    return try #require(try JSONResult.array(outcome.output).first)
  }

  @Test(
    "detect prints in the program's order, above its threshold, with its time",
    arguments: [
      ("recommended", " seconds.", ["ball: 51%", "background: 38%", "background: 37%"]),
      ("pjreddie", " seconds.", ["ball: 51%"]),
      ("alexeyab", " milli-seconds.", ["background: 38%", "ball: 51%", "background: 37%"]),
    ])
  func detectText(_ compat: String, _ end: String, _ expected: [String]) throws {
    let outcome = try detect("--compat", compat)
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("red.bmp: Predicted in "))
    #expect(lines[0].hasSuffix(end))
    #expect(lines[0].contains(/in [0-9]+\.[0-9]{6}\s/))
    #expect(Array(lines.dropFirst()) == expected)
  }

  @Test("options win over the set")
  func explicit() throws {
    let outcome = try detect("--compat", "pjreddie", "--thresh", "0.25")
    let lines = outcome.output.split(separator: "\n").dropFirst()
    #expect(Array(lines) == ["background: 37%", "ball: 51%", "background: 38%"])
    let object = try object([
      "detect", "two.cfg", "red.bmp", "--compat", "pjreddie", "--resize", "stretch",
      "--nms-kind", "diounms", "--exif", "apply", "--nms", "0.3", "--thresh", "0.125",
    ])
    #expect(object["compat"] as? String == "pjreddie")
    #expect(object["resize"] as? String == "stretch")
    #expect(object["nms_kind"] as? String == "diounms")
    #expect(object["exif"] as? String == "apply")
    #expect(object["threshold"] as? Double == 0.125)
    #expect(object["nms"] as? Double == 0.3)
  }

  @Test(
    "the choice in force is part of every object of detect, whose order is by confidence",
    arguments: [
      ("recommended", "letterbox", 0.25, "apply", [1, 0, 0]),
      ("pjreddie", "letterbox", 0.5, "ignore", [1]),
      ("alexeyab", "stretch", 0.25, "apply", [1, 0, 0]),
    ])
  func detectKeys(
    _ compat: String, _ resize: String, _ threshold: Double, _ exif: String, _ classes: [Int]
  ) throws {
    let object = try object(["detect", "two.cfg", "red.bmp", "--compat", compat])
    #expect(object["compat"] as? String == compat)
    #expect(object["resize"] as? String == resize)
    #expect(object["threshold"] as? Double == threshold)
    #expect(object["nms"] as? Double == 0.45)
    #expect(object["nms_kind"] as? String == "default")
    #expect(object["exif"] as? String == exif)
    let found = try #require(object["detections"] as? [[String: Any]])
    #expect(found.map { $0["class_id"] as? Int } == classes)
  }

  @Test("without the option the set is the recommended one")
  func byDefault() throws {
    let object = try object(["detect", "two.cfg", "red.bmp"])
    #expect(object["compat"] as? String == "recommended")
  }

  @Test(
    "classify fits pictures in, and prints, as the program does",
    arguments: [
      ("recommended", "crop", "96.47%: blue"), ("pjreddie", "letterbox", "78.70%: blue"),
      ("alexeyab", "crop", "blue: 0.964663"),
    ])
  func classify(_ compat: String, _ resize: String, _ first: String) throws {
    let words = ["classify", "colors.cfg", "blue.bmp", "--compat", compat]
    let outcome = try command.run(words)
    let lines = (outcome.errors + outcome.output).split(separator: "\n")
    #expect(lines[0].hasPrefix("blue.bmp: Predicted in "))
    #expect(lines[0].hasSuffix(compat == "alexeyab" ? " milli-seconds." : " seconds."))
    #expect(outcome.errors.isEmpty == (compat != "pjreddie"))
    #expect(lines[1] == first)
    let object = try object(words)
    #expect(object["compat"] as? String == compat)
    #expect(object["resize"] as? String == resize)
    #expect(object["exif"] as? String == (compat == "pjreddie" ? "ignore" : "apply"))
  }

  @Test(
    "a camera's note turns the picture unless the set, or the option, ignores it",
    arguments: [
      (["--compat", "pjreddie"], 16), (["--compat", "alexeyab"], 8), ([], 8),
      (["--exif", "ignore"], 16), (["--compat", "pjreddie", "--exif", "apply"], 8),
    ])
  func exif(_ words: [String], _ width: Int) throws {
    let picture = try Image(
      width: 16, height: 8, channels: 3, pixels: Array(repeating: 99, count: 16 * 8 * 3))
    let bytes = try picture.encoded(as: .jpeg)
    // APP1 with a TIFF structure of one entry: orientation 6, a quarter turn.
    let note: [UInt8] =
      [0xFF, 0xE1, 0, 34] + Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 1, 0]
      + [0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
    try command.folder.write(bytes[..<2] + note + bytes[2...], as: "turned.jpg")
    let object = try object(["detect", "two.cfg", "turned.jpg"] + words)
    #expect(object["width"] as? Int == width)
  }

  @Test(
    "weights of other sizes are taken with a warning in the programs' sets, and refused otherwise")
  func weights() throws {
    try command.folder.write(Array(Self.twoWeights.dropLast(8)), as: "short.weights")
    try command.folder.write(Self.twoWeights + [0, 0, 0, 0], as: "long.weights")
    let message = [
      "short.weights":
        "short.weights: warning: the file ends in layer 0 [convolutional]; what it lacks stays random\n",
      "long.weights": "long.weights: warning: 1 values are left over\n",
    ]
    for (name, warning) in message {
      let words = ["detect", "two.cfg", name, "red.bmp", "--no-image"]
      #expect(try command.run(words).status == 65)
      let outcome = try command.run(words + ["--compat", "alexeyab"])
      #expect(outcome.status == 0)
      #expect(outcome.errors == warning)
    }
  }

  @Test("info and bench tell the set, info the order in which the weights are read")
  func otherCommands() throws {
    let words = ["info", "two.cfg", "two.weights", "--compat", "alexeyab"]
    let info = try JSONResult.object(command.run(words + ["--format", "json"]).output)
    #expect(info["compat"] as? String == "alexeyab")
    #expect((info["weights"] as? [String: Any])?["order"] as? String == "alexeyab")
    #expect(try command.run(words).output.hasPrefix("two: input 8×8×3, compat alexeyab\n"))
    let bench = try command(
      "bench", "two.cfg", "--iterations", "1", "--json", "--compat", "pjreddie")
    #expect(try JSONResult.object(bench.output)["compat"] as? String == "pjreddie")
  }

  @Test("verbose explains what the set decided")
  func verbose() throws {
    let errors = try detect("-v", "--compat", "pjreddie").errors
    #expect(errors.contains("compat: pjreddie\n"))
    #expect(
      errors.contains(
        "resize: letterbox, threshold: 0.5, nms: 0.45, nms_kind: default, exif: ignore\n"))
    #expect(errors.contains("arrays in the order of pjreddie\n"))
  }

  @Test("forward runs in a set: an unknown activation is relu there, and an error otherwise")
  func forward() throws {
    let cfg = TinyNetworks.classifierCfg.replacing("linear", with: "softplus")
    try command.folder.write(cfg, as: "odd.cfg")
    try command.folder.write(
      NpyArray(shape: [3, 1, 1], values: [1, -1, 0]).encoded, as: "in.npy")
    let words = ["forward", "odd.cfg", "colors.weights", "-i", "in.npy", "-o", "out"]
    #expect(try command.run(words).status == 65)
    let outcome = try command.run(words + ["--compat", "alexeyab"])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("is not known, it is taken as relu"))
    let path = command.folder.path("out/layer_000.npy")
    let layer = try NpyArray(parsing: Array(Data(contentsOf: URL(filePath: path))), named: path)
    #expect(layer.values == [4, 0, 0])
  }

  @Test("another program than the two is a fault of usage")
  func unknown() throws {
    let outcome = try detect("--compat", "hank")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("'hank'"))
  }
}
