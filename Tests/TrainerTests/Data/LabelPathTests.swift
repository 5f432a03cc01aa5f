import CfgParser
import Testing

@testable import Trainer

@Suite("where labels lie")
struct LabelPathTests {
  @Test(
    "the original replaces the first 'images', 'JPEGImages', 'raw' and extension, wherever they are",
    arguments: [
      ("a/images/b.jpg", "a/labels/b.txt"), ("VOC/JPEGImages/b.jpg", "VOC/labels/b.txt"),
      ("images/images/b.png", "labels/images/b.txt"), ("x/raw/b.JPEG", "x/labels/b.txt"),
      ("b.bmp", "b.txt"),
    ])
  func original(_ image: String, _ expected: String) {
    #expect(LabelPath.candidates(of: image, compatibility: .pjreddie) == [expected])
  }

  @Test(
    "AlexeyAB's fork knows the folders of two data sets, and looks beside the image otherwise",
    arguments: [
      ("a/images/b.jpg", "a/images/b.txt"),
      ("coco/images/val2017/b.jpg", "coco/labels/val2017/b.txt"),
      ("VOC/JPEGImages/b.jpg", "VOC/labels/b.txt"), ("a/b.tiff", "a/b.txt"), ("a.b/c", "a.b/c.txt"),
    ])
  func alexeyab(_ image: String, _ expected: String) {
    #expect(LabelPath.candidates(of: image, compatibility: .alexeyab) == [expected])
  }

  @Test("without a set both are tried, the original's first")
  func both() {
    #expect(
      LabelPath.candidates(of: "a/images/b.jpg") == ["a/labels/b.txt", "a/images/b.txt"])
    #expect(LabelPath.candidates(of: "a/b.jpg") == ["a/b.txt"])
  }
}
