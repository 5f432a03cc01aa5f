/// `[softmax]`: turns values into probabilities that sum to 1, within each of `groups` equal parts
/// or each group of a tree of classes.
///
/// - Input: any shape whose count `groups` divides. Output: a vector of as many values.
/// - Weights: none.
/// - Reference: darknet `softmax_layer.c`, `forward_softmax_layer`. `spatial` acts on GPUs only.
package struct SoftmaxLayer: TreeLayer {
  package static let sectionNames = ["softmax", "soft"]

  /// Parts that are normalised separately.
  package let groups: Int
  /// What values are divided by beforehand; above 0, darknet's default is 1.
  package let temperature: Float
  /// The file of the tree the values are the classes of; its groups go before `groups`.
  package let tree: FileReference?

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    groups = try options.int("groups", default: 1, in: 1...Limits.vectorCount)
    temperature = try options.positiveFloat("temperature", default: 1)
    tree = try options.file("tree")
    options.accept(["spatial", "noloss"])
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    guard tree != nil || inputs[0].count.isMultiple(of: groups) else {
      throw LayerFault("needs a number of values that groups=\(groups) divides", input: 0)
    }
    return Shape(vectorOf: inputs[0].count)
  }

  package func classCount(for inputs: [Shape]) -> Int { inputs[0].count }
}
