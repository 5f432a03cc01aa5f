import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("anchors")
struct AnchorsCommandTests {
  private let command: CommandRunner

  /// Labels of two sizes, three of one and one of the other.
  init() throws {
    command = try CommandRunner()
    try command.folder.write("0 .5 .5 .1 .2\n0 .5 .5 .1 .2\n", as: "a.txt")
    try command.folder.write("2 .5 .5 .5 .5\n0 .5 .5 .1 .2\n", as: "b.txt")
    try command.folder.write("a.jpg\nb.jpg\n", as: "list.txt")
    try command.folder.write("classes=3\ntrain=list.txt\n", as: "my.data")
  }

  private func run(_ words: String...) throws -> CommandRunner.Outcome {
    try command.run(["anchors", "my.data", "--width", "320", "--height", "160"] + words)
  }

  @Test("the lines of a cfg, below what they are worth")
  func text() throws {
    let outcome = try run("--count", "2")
    #expect(outcome.errors == "")
    #expect(
      outcome.output == """
        # 4 labels in 2 images, for an input of 320×160
        # anchors  average IoU
        #       1       77.00%
        #       2      100.00%
        # of [region], in cells of 32 pixels:
        anchors=1,1, 5,2.5
        # of [yolo], in pixels:
        anchors=32,32, 160,80

        """)
  }

  @Test("JSON is as its schema says, and the same for the same seed")
  func json() throws {
    let outcome = try run("--count", "2", "--format", "json", "--seed", "7")
    let object = try JSONResult.object(outcome.output)
    #expect(SchemaCheck.faults(object, try JSONResult.object(Schema.anchors.text)) == [])
    #expect(object["region"] as? String == "1,1, 5,2.5")
    #expect(try run("--count", "2", "--format", "json", "--seed", "7").output == outcome.output)
  }

  @Test("Darknet's 'calc_anchors' leaves its files; widths up to 32 are cells")
  func darknet() throws {
    let words = "detector calc_anchors my.data -num_of_clusters 2 -width 10 -height 5 -show"
    let outcome = try command.run(words.split(separator: " ").map(String.init))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output == "\n avg IoU = 100.00 % \nanchors = 1.0000,1.0000, 5.0000,2.5000\n")
    func file(_ name: String) throws -> String {
      try String(contentsOfFile: command.folder.path(name), encoding: .utf8)
    }
    #expect(try file("anchors.txt") == "1.0000,1.0000, 5.0000,2.5000")
    #expect(try file("counters_per_class.txt") == "counters_per_class = 3, 0, 1")
  }

  @Test("more anchors than sizes are too many")
  func tooMany() throws {
    let outcome = try run()
    #expect(outcome.status == 65)
    #expect(
      outcome.errors == """
        my.data: error: 5 anchors need as many different sizes, but there are 2
          help: a smaller --count, or more labels

        """)
  }

  @Test("the chart is drawn")
  func chart() throws {
    #expect(try run("--count", "2", "--charts", "c").status == 0)
    #expect(FileManager.default.fileExists(atPath: command.folder.path("c/anchors.svg")))
  }
}
