/// A layer whose classes may form a tree.
package protocol TreeLayer: Layer {
  /// The file of the tree, if the section names one.
  var tree: FileReference? { get }

  /// How many classes the layer has for inputs of these shapes: so many nodes the tree must have.
  func classCount(for inputs: [Shape]) -> Int
}
