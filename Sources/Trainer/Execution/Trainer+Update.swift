import CfgParser
import Engine

extension Trainer {
  /// Moves the parameters by what the mini-batches of a step have found.
  ///
  /// The parameters of a layer that does not learn stay, and what was found for them is dropped.
  mutating func update() {
    let iteration = seen / settings.imagesPerStep
    let rate = schedule.rate(at: iteration)
    for array in plan.arrays where array.role != .statistic {
      let layer = layerUpdates.update(of: array.layer, at: iteration)
      let learns = array.role == .weights ? layer.movesWeights : layer.movesBiases
      if learns {
        move(array, rate: rate * layer.rateFactor)
      } else {
        forEachRange(of: array) { range, parameters in
          unsafe (parameters.updates + range.lowerBound).update(repeating: 0, count: range.count)
        }
      }
    }
  }

  private func move(_ array: ParameterArray, rate: Float) {
    let optimizer = settings.optimizer
    if let adam = optimizer.adam {
      let rule = AdamRule(
        adam, rate: rate, images: settings.imagesPerStep, decay: optimizer.decay,
        step: updateCount)
      forEachRange(of: array) { range, parameters in
        parameters.withSpans(of: range) {
          rule.apply(to: &$0, updates: &$1, means: &$2, squares: &$3)
        }
      }
    } else {
      let rule = MomentumRule(
        rate: rate, images: settings.imagesPerStep, momentum: optimizer.momentum,
        decay: optimizer.decay)
      let decays = array.role == .weights
      forEachRange(of: array) { range, parameters in
        parameters.withSpans(of: range) { rule.apply(to: &$0, updates: &$1, decays: decays) }
      }
    }
  }

  private func forEachRange(
    of array: ParameterArray, _ body: (Range<Int>, ParameterMemory) -> Void
  ) {
    let parameters = memory.parameters
    threads.forEachRows(array.storedCount, of: 1) { range in
      body(array.offset + range.lowerBound..<array.offset + range.upperBound, parameters)
    }
  }
}
