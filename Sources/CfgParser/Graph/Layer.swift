/// What the front end knows of a section type: its keys, its shape rule, its parameters, its cost.
///
/// A conforming type lives in `Layers/`, is listed in `LayerRegistry`, and holds its cfg keys as
/// properties of the same name in lowerCamelCase. How it runs is the business of the engine's file
/// of the same name.
package protocol Layer: Sendable {
  /// The names the section goes by in cfg files, without brackets; the canonical one first.
  static var sectionNames: [String] { get }

  /// Whether the section is for training alone: at inference it does nothing.
  static var isForTraining: Bool { get }

  /// Reads and checks the section's options; `index` is darknet's number of the layer, counted from
  /// 0.
  init(reading options: inout SectionReader, at index: Int) throws(CfgError)

  /// The layers this one reads, in order.
  var inputs: [LayerInput] { get }

  /// The shape of what the layer gives, for inputs of these shapes.
  func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape

  /// What the layer remembers from one run to the next; empty for all but recurrent layers.
  func stateShapes(for inputs: [Shape]) -> [Shape]

  /// The layer's arrays in a weights file, in file order.
  func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock]

  /// Floating-point operations of one forward pass as darknet counts them: 2 · multiply-adds.
  func operationCount(for inputs: [Shape]) -> Int

  /// The size column of the layer table: `3×3/1`, `×2`, …; empty where there is nothing to say.
  func sizeDescription(for inputs: [Shape]) -> String
}

extension Layer {
  package static var isForTraining: Bool { false }
  package var inputs: [LayerInput] { [.previous] }
  package func stateShapes(for inputs: [Shape]) -> [Shape] { [] }
  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] { [] }
  package func operationCount(for inputs: [Shape]) -> Int { 0 }
  package func sizeDescription(for inputs: [Shape]) -> String { "" }
}

/// Where a layer takes an input from, as the section says it.
package enum LayerInput: Sendable, Hashable {
  /// The layer before, or the network's input for layer 0.
  case previous
  /// The layer of this number, which must come before.
  case layer(Int)
}

/// One array of float32 in a weights file.
package struct WeightBlock: Sendable, Hashable {
  /// Darknet's word for the array: `biases`, `scales`, `rolling_mean`, `rolling_variance`,
  /// `weights`; behind the word for the layer it belongs to where that is inside another:
  /// `wz.weights`.
  package let name: String
  /// Values in the array.
  package let count: Int
  /// What the values are spread evenly over before anything is learned; nil for what is usual for
  /// arrays of that name.
  package let initial: ClosedRange<Float>?

  package init(_ name: String, count: Int, initial: ClosedRange<Float>? = nil) {
    (self.name, self.count, self.initial) = (name, count, initial)
  }
}

/// Whose order of arrays a weights file follows, where the forks of darknet differ.
public enum WeightDialect: String, Sendable, Hashable, CaseIterable {
  /// Files of the original: `[batchnorm]` has three arrays, `[gru]` begins with the state's
  /// matrices.
  case pjreddie
  /// Files of AlexeyAB's fork and its successors: `[batchnorm]` has four, `[gru]` begins with the
  /// input's matrices; the gates of `[lstm]` stand in another order, too.
  case alexeyab
}

/// Why a layer cannot take its inputs; the network builder adds file, line and layer.
package struct LayerFault: Error, Hashable {
  /// A value for one of the layer's own keys.
  package struct Setting: Sendable, Hashable {
    /// The key.
    package let key: String
    /// The value that would fit.
    package let value: Int

    package init(_ key: String, _ value: Int) {
      (self.key, self.value) = (key, value)
    }
  }

  /// What was found and what is right, to follow `layer 31 [region] `.
  package let message: String
  /// What to do about it.
  package var help: String?
  /// Channels the layer before would have to give, where that is the fault.
  package var wantedChannels: Int?
  /// The other way out: a setting of this layer that would suit the channels it gets.
  package var alternative: Setting?
  /// Which of the layer's inputs does not suit it, counted from 0; the builder names its layer and
  /// shape.
  package var input: Int?

  package init(_ message: String, help: String? = nil, wantedChannels: Int? = nil) {
    (self.message, self.help, self.wantedChannels) = (message, help, wantedChannels)
    input = wantedChannels == nil ? nil : 0
  }

  /// A fault of the input of this position: `needs …`, to which the builder adds what there is
  /// instead.
  package init(_ message: String, input: Int) {
    (self.message, self.input) = (message, input)
  }
}
