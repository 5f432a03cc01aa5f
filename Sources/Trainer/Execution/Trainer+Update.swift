import CfgParser
import Engine

extension Trainer {
  /// Moves an array by what has come to it, in the step that is number `step` of this trainer.
  ///
  /// What comes to an array that stays as it is counts for nothing later.
  func update(_ array: ParameterArray, rate: Float, step: Int) {
    let update = updates[array.layer]
    let isWeights = array.role == .weights
    let (images, optimizer) = (imagesPerUpdate, settings.optimizer)
    let rate = rate * update.rateFactor
    guard isWeights ? update.movesWeights : update.movesBiases else {
      forEachRange(of: array) { _, updates, _, _ in updates.update(repeating: 0) }
      return
    }
    if let adam = optimizer.adam {
      let rule = AdamRule(adam, rate: rate, images: images, decay: optimizer.decay, step: step)
      forEachRange(of: array) { values, updates, means, squares in
        rule.apply(to: &values, updates: &updates, means: &means, squares: &squares)
      }
    } else {
      let rule = MomentumRule(
        rate: rate, images: images, momentum: optimizer.momentum, decay: optimizer.decay)
      forEachRange(of: array) { values, updates, _, _ in
        rule.apply(to: &values, updates: &updates, decays: isWeights)
      }
    }
  }

  /// Lends parts of an array to `body` on several threads: its values, updates, and Adam's means
  /// and squares, which are empty without it.
  private func forEachRange(
    of array: ParameterArray,
    _ body: (
      _ values: inout MutableSpan<Float>, _ updates: inout MutableSpan<Float>,
      _ means: inout MutableSpan<Float>, _ squares: inout MutableSpan<Float>
    ) -> Void
  ) {
    let parameters = memory.parameters
    threads.forEachRange(of: array.storedCount, itemsAtLeast: 16_384) { range in
      let start = array.offset + range.lowerBound
      let adamCount = parameters.hasMoments ? range.count : 0
      var values = unsafe MutableSpan(
        _unsafeStart: parameters.values + start, count: range.count)
      var updates = unsafe MutableSpan(
        _unsafeStart: parameters.updates + start, count: range.count)
      var means = unsafe MutableSpan(_unsafeStart: parameters.means + start, count: adamCount)
      var squares = unsafe MutableSpan(_unsafeStart: parameters.squares + start, count: adamCount)
      body(&values, &updates, &means, &squares)
    }
  }
}
