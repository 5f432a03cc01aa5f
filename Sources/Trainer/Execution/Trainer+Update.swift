import CfgParser
import Engine

extension Trainer {
  /// TEMPORARY
  mutating func update() {
    let s = network.document.sections[0]
    func f(_ k: String, _ d: Float) -> Float { s.options.last { $0.key == k }.flatMap { Float($0.value) } ?? d }
    let batch = Float(imagesPerMiniBatch * miniBatchesPerUpdate)
    let rate = f("learning_rate", 0.001), decay = f("decay", 0.0001), momentum = f("momentum", 0.9)
    for array in plan.arrays where array.role != .statistic {
      for i in array.range {
        var u = unsafe memory.parameters.updates[i]
        if array.role == .weights { u -= decay * batch * (unsafe memory.parameters.values[i]) }
        unsafe memory.parameters.values[i] += rate / batch * u
        unsafe memory.parameters.updates[i] = u * momentum
      }
    }
  }
}
