import CfgParser
import Testing

@testable import Trainer

@Suite("annotations of COCO")
struct CocoAnnotationsTests {
  private static let images =
    #"[{"id": 9, "file_name": "b/9.jpg", "width": 100, "height": 50}, {"id": 4, "file_name": "4.jpg"}]"#
  private static let categories = #"[{"id": 18, "name": "dog"}, {"id": 17, "name": "cat"}]"#

  private static func read(_ annotations: String) throws(CfgError) -> CocoAnnotations {
    let text =
      #"{"images": \#(images), "categories": \#(categories), "annotations": [\#(annotations)]}"#
    return try CocoAnnotations(parsing: Array(text.utf8), file: "a.json")
  }

  @Test("classes follow the numbers of categories; crowds and areas are kept")
  func objects() throws {
    let read = try Self.read(
      #"""
      {"image_id": 9, "category_id": 18, "bbox": [1, 2, 3, 4.5], "area": 7, "iscrowd": 1, "id": 1},
      {"image_id": 9, "category_id": 17, "bbox": [0, 0, 50, 25], "segmentation": [[1, 2]]}
      """#)
    #expect(read.warnings == [])
    #expect(read.categories.map(\.name) == ["cat", "dog"])
    #expect(read.images.map(\.fileName) == ["b/9.jpg", "4.jpg"])
    let objects = read.images[0].labels.objects
    #expect(
      objects == [
        ObjectLabel(
          classIndex: 1, box: .pixels(PixelBox(left: 1, top: 2, width: 3, height: 4.5)), area: 7,
          isCrowd: true),
        ObjectLabel(classIndex: 0, box: .pixels(PixelBox(left: 0, top: 0, width: 50, height: 25))),
      ])
    #expect(read.images[0].labels.size(of: objects[1]) == BoxSize(width: 0.5, height: 0.5))
    #expect(read.images[1].labels.size(of: objects[1]) == nil)
  }

  @Test(
    "a damaged annotation is left out with a warning that names it",
    arguments: [
      (#"{"image_id": 9, "category_id": 18}"#, "'bbox' is missing"),
      (
        #"{"image_id": "9", "category_id": 18, "bbox": [1,2,3,4]}"#,
        "'image_id' is of the wrong kind"
      ),
      (#"{"image_id": 1, "category_id": 18, "bbox": [1,2,3,4]}"#, "there is no image 1"),
      (#"{"image_id": 9, "category_id": 1, "bbox": [1,2,3,4]}"#, "there is no category 1"),
      (
        #"{"image_id": 9, "category_id": 18, "bbox": [1,2,3]}"#,
        "the box is no left, top, width and height"
      ),
      ("7", "it is of the wrong kind"),
    ])
  func damaged(_ annotation: String, _ message: String) throws {
    let good = #"{"image_id": 9, "category_id": 18, "bbox": [1, 2, 3, 4]}"#
    let read = try Self.read("\(good), \(annotation)")
    #expect(read.images[0].labels.objects.count == 1)
    #expect(
      read.warnings.map(\.description)
        == ["a.json: warning: annotations[1] is left out: \(message)"])
  }

  @Test(
    "what is no such file is an error",
    arguments: [
      ("[]", "it is of the wrong kind"), ("{}", "'images' is missing"),
      ("{\"images\"", "it is no JSON"),
    ])
  func noFile(_ text: String, _ reason: String) {
    let error = #expect(throws: CfgError.self) {
      try CocoAnnotations(parsing: Array(text.utf8), file: "a.json")
    }
    #expect(error?.message == "no annotations of COCO: \(reason)")
  }

  @Test("categories are classes by name, else by order, else none")
  func classes() throws {
    let read = try Self.read("")
    #expect(try read.classIndices(in: ["bird", "dog", "cat"]) == [2, 1])
    #expect(try read.classIndices(in: ["Katze", "Hund"]) == [0, 1])
    let error = #expect(throws: CfgError.self) { try read.classIndices(in: ["cat", "x", "y"]) }
    #expect(error?.message == "the category 'dog' is none of the 3 classes")
    // By their order a cat would be a dog.
    #expect(throws: CfgError.self) { try read.classIndices(in: ["dog", "Katze"]) }
  }
}
