/// A cfg as rules look at it: all that can be made of it, whatever is wrong.
struct CfgReview {
  /// The file.
  let text: TextFile
  /// The sections; the first is `[net]`, which is made up where the file has none.
  let document: CfgDocument
  /// What `[net]` says, where that can be used.
  let settings: NetSettings?
  /// The sections behind it.
  let layers: [ReviewedLayer]
  /// Why the cfg cannot be used; channels that do not suit a head are with the head.
  let faults: [CfgError]
  /// What is ignored or read otherwise than written.
  let warnings: [CfgWarning]
  /// The labels that go with the cfg.
  let names: NamesFile?
  /// The data file that goes with it.
  let data: DataFile?

  /// Makes what it can of `text`.
  init(
    _ text: TextFile, names: NamesFile?, data: DataFile?, compatibility: Compatibility
  ) {
    let sections = TolerantSections(text)
    var layers = TolerantLayers(sections, compatibility: compatibility)
    layers.addAll()
    (self.text, document, settings) = (text, sections.document, layers.settings)
    (self.layers, faults) = (layers.layers, sections.faults + layers.faults)
    (warnings, self.names, self.data) = (layers.warnings, names, data)
  }

  /// The `[net]` section.
  var net: CfgSection { document.sections[0] }

  /// The layers boxes are decoded from, whose shapes are known.
  var heads: [(layer: ReviewedLayer, head: any HeadLayer)] {
    layers.compactMap { layer in
      guard layer.isKnown, let head = layer.node.layer as? any HeadLayer else { return nil }
      return (layer, head)
    }
  }

  /// The convolution that feeds a head, where one does.
  func convolution(before head: ReviewedLayer) -> (layer: ReviewedLayer, ConvolutionalLayer)? {
    guard case .layer(let index)? = head.node.inputs.first, layers[index].isKnown,
      let convolution = layers[index].node.layer as? ConvolutionalLayer
    else { return nil }
    return (layers[index], convolution)
  }
}
