import CfgParser
import TestSupport
import Testing

@testable import Trainer

@Suite("Darknet's label files")
struct YoloLabelsTests {
  private static func parse(_ text: String, classCount: Int? = 3) -> ImageLabels {
    YoloLabels.parse(Array(text.utf8), file: "a.txt", classCount: classCount)
  }

  @Test("a line is an object: class, centre and size in shares of the image")
  func lines() {
    let labels = Self.parse("\u{FEFF}1 0.5 0.25 0.1 0.2\r\n\n  2\t1 1 1 1 \n")
    #expect(labels.warnings == [])
    #expect(
      labels.objects == [
        ObjectLabel(classIndex: 1, box: .shares(x: 0.5, y: 0.25, width: 0.1, height: 0.2)),
        ObjectLabel(classIndex: 2, box: .shares(x: 1, y: 1, width: 1, height: 1)),
      ])
    let box = labels.objects[0].truth(inWidth: 100, height: 200).box
    #expect(box == PixelBox(left: 45, top: 30, width: 10, height: 40))
  }

  @Test(
    "a damaged line is left out with a warning that names it",
    arguments: [
      ("0 .5 .5 .1", "'0 .5 .5 .1' has 4 values, an object has class, x, y, width, height"),
      ("dog .5 .5 .1 .1", "'dog' is no class, counted from 0"),
      ("-1 .5 .5 .1 .1", "'-1' is no class, counted from 0"),
      ("3 .5 .5 .1 .1", "class 3 is not one of 0 to 2"),
      ("0 .5 nan .1 .1", "'nan' is no number"),
      ("0 .5 x .1 .1", "'x' is no number"),
      ("0 50 50 10 10", "the box '50 50 10 10' is none in shares of the image, 0 to 1"),
      ("0 .5 .5 0 .1", "the box '.5 .5 0 .1' is none in shares of the image, 0 to 1"),
    ])
  func damaged(_ line: String, _ message: String) {
    let labels = Self.parse("0 .5 .5 .1 .1\n\(line)\n1 .5 .5 .1 .1\n")
    #expect(labels.objects.map(\.classIndex) == [0, 1])
    #expect(
      labels.warnings.map(\.description)
        == ["a.txt:2: warning: \(message); the label is left out"])
  }

  @Test("without a number of classes any is taken")
  func anyClass() {
    #expect(Self.parse("900 .5 .5 .1 .1", classCount: nil).objects.count == 1)
  }

  @Test("a file that is not there is an error that says so")
  func missing() throws {
    let path = try TemporaryFolder().path("none.txt")
    let error = #expect(throws: CfgError.self) { try YoloLabels.read(path) }
    #expect(error?.description == "\(path): error: no such file or directory")
  }
}
