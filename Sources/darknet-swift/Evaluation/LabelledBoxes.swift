import CfgParser
import Trainer

/// The sizes of all labels of a data set, in shares of their images.
struct LabelledBoxes {
  /// Width and height of each.
  private(set) var sizes: [BoxSize] = []
  /// Labels of each class.
  private(set) var classCounts: [Int] = []
  /// Images in all.
  let imageCount: Int

  /// Reads the labels; crowds are left out, for they are no objects.
  ///
  /// - Throws: `CommandError` with status 65 where there are none.
  init(
    _ data: LabelledData, classCount: Int?, compat: Compatibility, messages: Messages
  ) throws {
    imageCount = data.images.count
    classCounts = [Int](repeating: 0, count: classCount ?? 0)
    var reader = TruthReader(
      data, try data.finder(compat, classes: nil), compat: compat, messages: messages)
    var unknownCount = 0
    for path in data.images {
      let labels = reader.labels(of: path)
      for object in labels.objects where !object.isCrowd {
        guard let size = labels.size(of: object) else {
          unknownCount += 1
          continue
        }
        sizes.append(size)
        count(object.classIndex)
      }
    }
    reader.tellCounts()
    if unknownCount > 0 {
      messages.warn(
        "labels",
        "left out, for they are in pixels and the image's size is not said: \(Wording.grouped(unknownCount))"
      )
    }
  }

  private mutating func count(_ classIndex: Int) {
    let missing = classIndex + 1 - classCounts.count
    if missing > 0 { classCounts += [Int](repeating: 0, count: missing) }
    classCounts[classIndex] += 1
  }
}
