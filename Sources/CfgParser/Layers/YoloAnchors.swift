/// The anchors of a `[yolo]` or `[Gaussian_yolo]` section and which of them it uses.
///
/// - Reference: darknet `parser.c`, `parse_yolo`, `parse_yolo_mask`. Anchors listed beyond `num`
///   count here, since a published cfg has masks for them; darknet fills missing ones with 0.5.
struct YoloAnchors {
  /// Pairs of width and height in pixels.
  let values: [Float]
  /// Positions of the pairs that are used.
  let mask: [Int]

  init(reading options: inout SectionReader, num: Int) throws(CfgError) {
    let listed = try options.anchors(num: num)
    values = try Self.completed(listed, num: num, &options)
    mask = try Self.mask(&options, num: num, pairCount: values.count / 2)
  }

  private static func completed(
    _ listed: [Float], num: Int, _ options: inout SectionReader
  ) throws(CfgError) -> [Float] {
    guard listed.count.isMultiple(of: 2) || options.compatibility.overlooksFaults else {
      throw options.fault(
        "anchors",
        "has \(listed.count) numbers; [\(options.type)] takes pairs of width and height")
    }
    guard listed.count >= 2 * num else { return options.completedAnchors(listed, num: num) }
    guard !listed.count.isMultiple(of: 2) else { return listed }
    options.warn("anchors", "'anchors' has \(listed.count) numbers, the last is ignored")
    return listed.dropLast()
  }

  private static func mask(
    _ options: inout SectionReader, num: Int, pairCount: Int
  ) throws(CfgError) -> [Int] {
    guard let mask = try options.ints("mask") else { return Array(0..<num) }
    var named: Set<Int> = []
    for index in mask {
      guard (0..<pairCount).contains(index) else {
        throw options.fault(
          "mask", "names anchor \(index), but there are only anchors 0 to \(pairCount - 1)")
      }
      guard named.insert(index).inserted else {
        throw options.fault("mask", "names anchor \(index) twice")
      }
    }
    return mask
  }
}
