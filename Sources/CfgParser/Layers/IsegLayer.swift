/// `[iseg]`: the head of instance segmentation: a logistic for the planes of the classes, behind
/// which those of the embedding stay as they are.
///
/// - Input and output: (classes + ids) × H × W.
/// - Weights: none.
/// - Reference: darknet `iseg_layer.c`, `forward_iseg_layer`.
package struct IsegLayer: Layer {
  package static let sectionNames = ["iseg"]

  /// Number of classes.
  package let classes: Int
  /// Values that tell one thing from another of its class.
  package let ids: Int

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    classes = try options.int("classes", default: 20, in: 1...Limits.classCount)
    ids = try options.int("ids", default: 32, in: 0...Limits.channelCount)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let image = try inputs[0].image()
    guard image.channels == classes + ids else {
      throw LayerFault(
        "needs \(Wording.grouped(classes + ids)) channels (classes \(classes) + ids \(ids))",
        wantedChannels: classes + ids)
    }
    return image
  }
}
