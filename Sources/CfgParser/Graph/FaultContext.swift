/// What the builder knows where a layer refuses its inputs: makes the error a person reads.
struct FaultContext {
  let document: CfgDocument
  /// The layers before.
  let nodes: [Network.Node]
  /// The section of the layer, and its canonical name.
  let section: CfgSection
  let type: String
  /// What the layer reads.
  let sources: [Network.Source]
  let shapes: [Shape]

  /// `layer 31 [region] needs …, but layer 30 [convolutional] gives 425`, with the lines to change.
  func error(for fault: LayerFault) -> CfgError {
    CfgError(
      .shapeMismatch, at: section.location,
      "layer \(nodes.count) [\(type)] \(fault.message)\(contrast(fault))",
      help: fault.help ?? remedies(fault) ?? joined(fault))
  }

  private func contrast(_ fault: LayerFault) -> String {
    guard let input = fault.input else { return "" }
    let shape = shapes[input]
    let found = fault.wantedChannels != nil && shape.isImage ? "\(shape.channels)" : shape.phrase
    return ", but \(subject(sources[input])) gives \(found)"
  }

  private func subject(_ source: Network.Source) -> String {
    switch source {
    case .image: "the network's input"
    case .layer(let index): "layer \(index) [\(nodes[index].type)]"
    }
  }

  /// Why a `[route]` gives no image, where that is the fault: `layer 86 [route] at line 634 joins
  /// 28×28×256 with 27×27×512`.
  private func joined(_ fault: LayerFault) -> String? {
    guard let input = fault.input, case .layer(let index) = sources[input],
      nodes[index].layer is RouteLayer, let first = nodes[index].inputShapes.first,
      let other = nodes[index].inputShapes.first(where: {
        !$0.isImage || ($0.height, $0.width) != (first.height, first.width)
      })
    else { return nil }
    return "\(subject(sources[input])) at line \(nodes[index].location.line) joins \(first.phrase) "
      + "with \(other.phrase)"
  }

  private func remedies(_ fault: LayerFault) -> String? {
    var remedies: [String] = []
    if let wanted = fault.wantedChannels, let line = filtersLine {
      remedies.append("filters=\(wanted) at line \(line)")
    }
    if let setting = fault.alternative {
      remedies.append(
        "\(setting.key)=\(setting.value) at line \(line(of: setting.key, in: section))")
    }
    return remedies.isEmpty ? nil : "set " + remedies.joined(separator: ", or ")
  }

  /// Where the layer before states its filters, if it is one that has them.
  private var filtersLine: Int? {
    guard case .layer(let index)? = sources.first, nodes[index].layer is ConvolutionalLayer else {
      return nil
    }
    // [net] stands before the sections of the layers.
    return line(of: "filters", in: document.sections[index + 1])
  }

  private func line(of key: String, in section: CfgSection) -> Int {
    section.option(key)?.line ?? section.location.line
  }
}
