import Engine

/// Detections as COCO's tools read them: one JSON array of all.
///
/// Boxes are cut at the image's edges, as darknet does; one that is not a number is left out, and so
/// is a class without a number of its own.
///
/// - Reference: darknet `detector.c`, `print_cocos`.
struct CocoResults: ResultForm {
  private var ids: CocoImageIds
  private let categories: [Int]

  /// Numbers images by `ids`, and each class by its entry in `categories`.
  init(ids: CocoImageIds, categories: [Int]) {
    (self.ids, self.categories) = (ids, categories)
  }

  var frame: StreamFrame { .array }

  mutating func items(of result: DetectionResult) throws -> [String] {
    let id = try ids.next(for: result.input)
    return result.finding.compactMap { item($0, in: result.picture, id: id) }
  }

  /// The position of the image counts, though nothing is said of it.
  mutating func items(of failure: Failure, _ input: ImageInput) -> [String] {
    ids.skip()
    return []
  }

  private func item(_ detection: Detection, in picture: Picture, id: Int) -> String? {
    guard detection.classIndex < categories.count,
      let edges = PixelEdges(
        detection.box, inWidth: picture.width, height: picture.height)
    else { return nil }
    let box = [edges.left, edges.top, edges.right - edges.left, edges.bottom - edges.top]
    return JSONValue.object([
      ("image_id", .int(id)), ("category_id", .int(categories[detection.classIndex])),
      ("bbox", .array(box.map(JSONValue.float))), ("score", .float(detection.confidence)),
    ]).rendered
  }
}
