/// `[history]`: the inputs of the last runs side by side, the newest first.
///
/// - Input: C × H × W. Output: (C · history_size) × H × W.
/// - State: the output; frames that were not seen yet are 0.
/// - Weights: none.
/// - Note: Darknet on a CPU, which runs one time step at a time, writes the newest frame only and
///   leaves 0 in the others: the first run after a reset is the same.
/// - Reference: AlexeyAB's darknet `history_layer.c`.
package struct HistoryLayer: Layer {
  package static let sectionNames = ["history"]

  /// How many inputs are kept.
  package let historySize: Int

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    historySize = try options.int("history_size", default: 4, in: 1...1024)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let image = try inputs[0].image()
    return Shape(
      channels: saturatingProduct(image.channels, historySize), height: image.height,
      width: image.width)
  }

  package func stateShapes(for inputs: [Shape]) -> [Shape] {
    (try? outputShape(for: inputs)).map { [$0] } ?? []
  }
}
