/// `[contrastive]`: a loss of training; at inference it is another number for the layer before.
///
/// - Input and output: any shape. What darknet leaves there means nothing.
/// - Weights: none.
/// - Reference: AlexeyAB's darknet, `contrastive_layer.c`.
package struct ContrastiveLayer: Layer {
  package static let sectionNames = ["contrastive"]
  package static let isForTraining = true

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    options.accept([
      "classes", "yolo_layer", "temperature", "cls_normalizer", "max_delta",
      "contrastive_neg_max",
    ])
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape { inputs[0] }
}
