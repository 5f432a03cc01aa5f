import Foundation
import TestSupport
import Testing

/// A detector and a classifier whose classes form a tree, run as a user does.
@Suite("networks with a tree of classes")
struct TreeCommandTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    let folder = command.folder
    try TinyNetworks.writePictures(to: folder)
    try folder.write("animal -1\nthing -1\ndog 0\ncat 0\ncar 1\n", as: "classes.tree")
    // An object to 0.75, an animal to 0.9, a dog to 0.54.
    let box = [0, 0, 0, 0, log(3), log(0.9), log(0.1), log(0.6), log(0.4), 0].map(Float.init)
    try write("tree", "[region]\nanchors=.5,.5\nclasses=5\nsoftmax=1\ntree=classes.tree", box)
    try write("leaf", "[softmax]\ntree=classes.tree", Array(box[5...]))
    try write("flat", "[region]\nanchors=.5,.5\nclasses=5\nsoftmax=1", box)
  }

  /// A network whose last section gets these values whatever the picture.
  private func write(_ name: String, _ section: String, _ values: [Float]) throws {
    let cfg = """
      [net]
      width=8
      height=8
      channels=3
      [convolutional]
      filters=\(values.count)
      size=8
      stride=8
      activation=linear
      \(section)

      """
    let kernels = [Float](repeating: 0, count: values.count * 3 * 64)
    try command.folder.write(cfg, as: "\(name).cfg")
    try command.folder.write(WeightsBytes.file(values + kernels), as: "\(name).weights")
  }

  /// The lines of classes.
  private func lines(_ arguments: String...) throws -> [Substring] {
    let outcome = try command.run(arguments + ["red.bmp"])
    #expect(outcome.status == 0)
    return outcome.output.split(separator: "\n").dropFirst().map(\.self)
  }

  @Test("--hier says how sure a class must be to be named rather than its parent")
  func hierarchy() throws {
    #expect(try lines("detect", "--no-image", "tree.cfg") == ["animal: 75%"])
    #expect(try lines("detect", "--no-image", "tree.cfg", "-hier", ".4") == ["dog: 75%"])
  }

  @Test(
    "the JSON says what --hier came to, which is 0.5 in AlexeyAB's set; without a tree nothing",
    arguments: [("recommended", 0.25), ("pjreddie", 0.25), ("alexeyab", 0.5)])
  func hierarchyKey(_ compat: String, _ expected: Double) throws {
    let words = ["red.bmp", "--format", "json", "--hier", "0.25", "--compat", compat]
    let tree = try JSONResult.array(command.run(["detect", "tree.cfg"] + words).output)
    #expect(try #require(tree.first)["hier"] as? Double == expected)
    let flat = try JSONResult.array(command.run(["detect", "flat.cfg"] + words).output)
    #expect(try #require(flat.first)["hier"] == nil)
  }

  @Test("the names are the tree's, and the JSON says so")
  func names() throws {
    let outcome = try command("detect", "tree.cfg", "red.bmp", "--format", "json")
    let object = try #require(try JSONResult.array(outcome.output).first)
    #expect(object["names"] as? String == "classes.tree")
    try command.folder.write("Tier\n", as: "own.names")
    #expect(
      try lines("detect", "--no-image", "tree.cfg", "--names", "own.names") == ["Tier: 75%"])
  }

  @Test("--map gives the scores of the classes it names")
  func map() throws {
    try command.folder.write("2\n0\n", as: "some.map")
    let lines = try lines("detect", "--no-image", "tree.cfg", "--map", "some.map")
    // 0.75 · 0.9 and 0.75 · 0.54.
    #expect(lines.map { $0.prefix { $0 != ":" } } == ["animal", "dog"])
  }

  @Test("a map that does not suit the network is an error")
  func badMap() throws {
    try command.folder.write("0\n5\n", as: "large.map")
    let large = try command("detect", "tree.cfg", "red.bmp", "--map", "large.map")
    #expect(large.status == 65)
    #expect(
      large.errors
        == "large.map:2: error: names class 5, but the network has only classes 0 to 4\n")
    let flat = try command("detect", "flat.cfg", "red.bmp", "--map", "large.map")
    #expect(flat.status == 64)
    #expect(flat.errors.contains("--map is for networks whose classes form a tree"))
  }

  @Test("the output replaces neither the tree nor the map", arguments: ["classes.tree", "a.map"])
  func output(_ name: String) throws {
    try command.folder.write("2\n", as: "a.map")
    let outcome = try command("detect", "tree.cfg", "red.bmp", "--map", "a.map", "-o", name)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("the output would replace the input '\(name)'"))
  }

  @Test("a classifier names leaves")
  func classify() throws {
    #expect(
      try lines("classify", "leaf.cfg", "--top", "2") == ["54.00%: dog", "36.00%: cat"])
  }

  @Test("info needs no tree, detect says where it looked for one")
  func missing() throws {
    try FileManager.default.removeItem(atPath: command.folder.path("classes.tree"))
    #expect(try command("info", "tree.cfg").status == 0)
    let outcome = try command("detect", "tree.cfg", "red.bmp")
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("help: looked for 'classes.tree' and '../classes.tree'\n"))
  }
}
