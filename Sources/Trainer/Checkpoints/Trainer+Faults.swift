import CfgParser
import Engine

extension Trainer {
  /// The layer whose values are the first that are no finite numbers, when the mini-batch is run
  /// forwards once more; nil where all are.
  ///
  /// To be asked after a loss that is no number, with the images and truths that gave it.
  public func firstLayerNotFinite(_ images: Span<Float>) -> Int? {
    guard images.count == imagesPerMiniBatch * inputShape.count else { return nil }
    threads.beginComputing()
    defer { threads.endComputing() }
    setInput(images)
    let context = context()
    for step in plan.steps where !step.isBackward {
      step.body(context)
      guard step.writes.allSatisfy({ isFinite(buffer: $0, in: context) }) else { return step.layer }
    }
    return nil
  }

  /// The first layer with a parameter that is no finite number; nil where all are.
  public func firstLayerWithoutFiniteParameters() -> Int? {
    plan.arrays.first { array in
      (array.offset..<array.offset + array.storedCount).contains {
        !memory.parameters.value($0).isFinite
      }
    }?.layer
  }

  private func isFinite(buffer: Int, in context: borrowing TrainingContext) -> Bool {
    let values = unsafe context.buffer(buffer)
    for index in 0..<plan.bufferCounts[buffer] {
      guard unsafe values[index].isFinite else { return false }
    }
    return true
  }
}
