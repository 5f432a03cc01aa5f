@testable import Trainer

/// Images with objects and detections that are more or less right, drawn from a seed.
struct RandomScenes {
  /// The images.
  let images: [EvaluatedImage]
  /// The number of classes; of the last one there are no objects.
  let classCount: Int

  /// Draws `imageCount` images.
  init(seed: UInt64, imageCount: Int, classCount: Int = 4) {
    var random = SeededNumbers(seed: seed)
    self.classCount = classCount
    images = (0..<imageCount).map { _ in
      let truths = (0..<Int(random.unit() * 9)).map { _ in Self.truth(classCount, &random) }
      var found = truths.filter { _ in random.unit() < 0.8 }.flatMap { truth in
        (0..<(1 + Int(random.unit() * 2))).map { _ in
          Self.found(truth.classIndex, near: truth.box, &random)
        }
      }
      found += (0..<Int(random.unit() * 6)).map { _ in
        let stray = Self.truth(classCount + 1, &random)
        return Self.found(stray.classIndex, near: stray.box, &random)
      }
      return EvaluatedImage(truths: truths, found: found)
    }
  }

  private static func truth(_ classCount: Int, _ random: inout SeededNumbers) -> TrueObject {
    let side = 8 + 200 * random.unit() * random.unit()
    let box = PixelBox(
      left: 400 * random.unit(), top: 300 * random.unit(), width: side,
      height: side * (0.5 + random.unit()))
    return TrueObject(
      classIndex: Int(random.unit() * Double(classCount - 1)), box: box,
      area: box.area * (0.4 + 0.6 * random.unit()), isCrowd: random.unit() < 0.08)
  }

  private static func found(
    _ classIndex: Int, near box: PixelBox, _ random: inout SeededNumbers
  ) -> FoundObject {
    let shift = { (random: inout SeededNumbers) in (random.unit() - 0.5) * 0.35 }
    return FoundObject(
      classIndex: random.unit() < 0.9 ? classIndex : 0,
      box: PixelBox(
        left: box.left + box.width * shift(&random), top: box.top + box.height * shift(&random),
        width: box.width * (1 + shift(&random)), height: box.height * (1 + shift(&random))),
      confidence: random.unit())
  }
}
