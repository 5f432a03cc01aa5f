import CfgParser
import Testing

@testable import darknet_swift

@Suite("image_id of COCO")
struct CocoImageIdsTests {
  @Test(
    "it is the number that a name ends in, or what the program reads",
    arguments: [
      ("val/COCO_val2014_000000000139.jpg", 139, 139, 0), ("000000000139.jpg", 139, 139, 139),
      ("a/7.x.jpg", nil, 7, 7), ("dog.jpg", nil, 0, 0), ("img_12b.jpg", nil, 12, 0),
      ("my_dir/15.jpg", 15, 0, 15), ("frame-16.jpg", 16, 0, 0),
      ("1_2.png", 2, 2, 1), ("99999999999999999999.jpg", nil, 0, 0),
    ] as [(String, Int?, Int, Int)])
  func names(_ path: String, _ ours: Int?, _ original: Int, _ fork: Int) {
    func id(_ compat: Compatibility) -> Int? { CocoImageIds(.name, compat: compat).id(in: path) }
    #expect(id(.recommended) == ours)
    #expect(id(.pjreddie) == original)
    #expect(id(.alexeyab) == fork)
  }

  @Test("or the position in the call, where images that failed count")
  func position() throws {
    var ids = CocoImageIds(.position, compat: .recommended)
    let input = ImageInput.file(RawPath("dog.jpg"))
    #expect(try ids.next(for: input) == 1)
    ids.skip()
    #expect(try ids.next(for: input) == 3)
  }

  @Test("a name without a number is an error that says what else there is")
  func nameless() {
    var ids = CocoImageIds(.name, compat: .recommended)
    let error = #expect(throws: CommandError.self) {
      try ids.next(for: .file(RawPath("dog.jpg")))
    }
    #expect(error?.subject == "dog.jpg")
    #expect(error?.message == "the name ends in no number, which coco's image_id would be")
    #expect(error?.help == "--coco-ids position counts the images")
  }

  @Test("COCO's 80 classes have its 91 numbers, others count from 1, or as asked for")
  func categories() {
    let published = CocoCategories.auto.ids(classCount: 80)
    #expect(published.count == 80)
    #expect(published.prefix(12) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13])
    #expect(published[24..<30] == [27, 28, 31, 32, 33, 34])
    #expect(
      published.suffix(12) == [77, 78, 79, 80, 81, 82, 84, 85, 86, 87, 88, 89, 90].suffix(12))
    #expect(CocoCategories.auto.ids(classCount: 2) == [1, 2])
    #expect(CocoCategories.from0.ids(classCount: 80) == Array(0..<80))
    #expect(CocoCategories.coco91.ids(classCount: 12).last == 13)
    #expect(CocoCategories.coco91.ids(classCount: 90).count == 80)
  }
}
