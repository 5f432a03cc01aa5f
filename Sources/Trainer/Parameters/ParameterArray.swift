/// One array of a layer's parameters while it is trained.
struct ParameterArray: Sendable, Hashable {
  /// What is learnt about it, and how.
  enum Role: Sendable, Hashable {
    /// Weights: their size counts against them (decay).
    case weights
    /// Biases and scales: they do not decay.
    case offsets
    /// Rolling statistics: no gradient changes them.
    case statistic
  }

  /// Darknet's number of the layer it belongs to.
  let layer: Int
  /// Darknet's word for it.
  let name: String
  /// Values it has in a weights file.
  let count: Int
  /// How it learns.
  let role: Role
  /// The order of its values in memory.
  let layout: ParameterLayout
  /// Its first value in the memory of all parameters.
  let offset: Int

  /// Values it takes in memory.
  var storedCount: Int { layout.storedCount(count) }
}
