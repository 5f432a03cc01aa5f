import CfgParser
import Trainer

/// Truths for timing: random, and the same every time.
enum RandomTruths {
  /// The truths of a mini-batch: a few boxes of the first class, or numbers in 0..<1 for networks
  /// without boxes.
  static func values(for trainer: borrowing Trainer) -> [Float] {
    let count = trainer.truthCount
    var values = RandomInput.values(count: trainer.imagesPerMiniBatch * count)
    guard trainer.network.nodes.contains(where: { $0.layer is any HeadLayer }) else {
      return values
    }
    for index in values.indices {
      let (box, place) = (index % count).quotientAndRemainder(dividingBy: boxValues)
      if place == boxValues - 1 || box >= boxCount { values[index] = 0 }
    }
    return values
  }

  /// x, y, width, height and class.
  private static let boxValues = 5
  /// Boxes of an image.
  private static let boxCount = 8
}
