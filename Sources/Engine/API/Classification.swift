/// One class an image may belong to.
public struct Classification: Sendable, Hashable {
  /// The class, counted from 0.
  public let classIndex: Int
  /// The name of the class.
  public let label: String
  /// The network's output for the class; 0…1 where the network ends in a softmax.
  public let probability: Float

  /// Class `classIndex`, called `label`, with `probability`.
  public init(classIndex: Int, label: String, probability: Float) {
    (self.classIndex, self.label, self.probability) = (classIndex, label, probability)
  }
}
