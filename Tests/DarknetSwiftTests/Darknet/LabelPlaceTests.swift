import Testing

@testable import darknet_swift

@Suite("LabelPlace")
struct LabelPlaceTests {
  @Test(
    "labels lie beside the image, but for the folders of two data sets",
    arguments: [
      ("a/b.jpg", "a/b.txt", nil), ("b.PNG", "b.txt", nil), ("a.b/c", "a.b/c.txt", nil),
      ("a/images/b.jpg", "a/images/b.txt", nil), ("x.tar.gz", "x.tar.gz.txt", nil),
      ("voc/JPEGImages/b.jpg", "voc/labels/b.txt", "voc/labels"),
      ("coco/images/val2017/b.jpg", "coco/labels/val2017/b.txt", "coco/labels/val2017"),
      ("JPEGImages/b.jpg", "JPEGImages/b.txt", nil),
    ])
  func place(_ image: String, _ path: String, _ folder: String?) {
    let place = LabelPlace(of: RawPath(image))
    #expect(place.path == path)
    #expect(place.folder == folder)
  }
}
