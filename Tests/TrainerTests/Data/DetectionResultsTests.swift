import CfgParser
import Testing

@testable import Trainer

@Suite("detections made earlier")
struct DetectionResultsTests {
  private static func read(_ text: String) throws(CfgError) -> DetectionResults {
    try DetectionResults(parsing: Array(text.utf8), file: "r")
  }

  private static let image = #"""
    {"image": "a.jpg", "width": 10, "height": 20, "detections": [{"class_id": 2, "class": "x", "confidence": 0.5, "box": {"x": 1, "y": 2, "width": 3, "height": 4}}], "schema": "detect-1"}
    """#
  private static let object = FoundObject(
    classIndex: 2, box: PixelBox(left: 1, top: 2, width: 3, height: 4), confidence: 0.5)

  @Test("lines and arrays of images are read alike", arguments: ["\(image)\n", "[\n\(image)\n]"])
  func images(_ text: String) throws {
    let results = try Self.read(text)
    #expect(!results.isCoco)
    #expect(results.images.map(\.name) == ["a.jpg"])
    #expect(results.images[0].found == [Self.object])
    #expect(results.images[0].size?.width == 10)
  }

  @Test("results of COCO are put together by image, and their classes are categories")
  func coco() throws {
    let entry = #"{"image_id": 7, "category_id": 2, "bbox": [1, 2, 3, 4], "score": 0.5}"#
    let results = try Self.read("[\(entry), \(entry)]")
    #expect(results.isCoco)
    #expect(results.images.map(\.name) == ["7"])
    #expect(results.images[0].found == [Self.object, Self.object])
    var image = try #require(results.images.first)
    image.renumber([2: 0])
    #expect(image.found.map(\.classIndex) == [0, 0])
    image.renumber([:])
    #expect(image.found == [])
  }

  @Test("images that failed and entries without sense are left out with a warning")
  func damaged() throws {
    let results = try Self.read(
      #"{"image": "b.jpg", "error": {"code": "x", "message": "no such file"}}"# + "\n{}\n7\n")
    #expect(results.images.isEmpty)
    #expect(
      results.warnings.map(\.message) == [
        "entry 1 is left out: the image failed: no such file",
        "entry 2 is left out: it is neither an image with detections nor a result of COCO",
        "entry 3 is left out: it is of the wrong kind",
      ])
  }

  @Test("a file of another form is an error")
  func otherForm() {
    let error = #expect(throws: CfgError.self) { try Self.read("image,width\n") }
    #expect(error?.message == "no detections: it is no JSON")
  }
}
