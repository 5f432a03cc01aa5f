/// Turns sections into nodes: resolves references, infers shapes, collects warnings.
struct NetworkBuilder {
  let settings: NetSettings
  private(set) var nodes: [Network.Node] = []
  private(set) var warnings: [CfgWarning]
  private(set) var ignored: [IgnoredOptions] = []

  /// The nodes in the size that the cfg states, where the caller asks for another.
  private let originals: [Network.Node]
  private let document: CfgDocument
  private let compatibility: Compatibility

  /// Reads `[net]`, which must come first; `originals` are the nodes in the cfg's own size.
  init(
    _ document: CfgDocument, width: Int? = nil, height: Int? = nil, compatibility: Compatibility,
    originals: [Network.Node] = []
  ) throws(CfgError) {
    (self.document, self.compatibility, self.originals) = (document, compatibility, originals)
    let section = document.sections[0]
    guard LayerRegistry.networkNames.contains(section.name) else {
      throw CfgError(
        .syntax, at: section.location,
        "the first section is \(Wording.quoted("[\(section.name)]")); it must be [net]")
    }
    var options = SectionReader(section, type: "net", compatibility: compatibility)
    settings = try NetSettings(reading: &options, width: width, height: height)
    if let options = options.ignored() { ignored.append(options) }
    warnings = options.unused()
    try check(settings.inputShape, of: "the network's input", at: section.location)
  }

  /// Adds a node for every section behind `[net]`.
  mutating func addLayers() throws(CfgError) {
    for section in document.sections.dropFirst() { try add(section) }
    guard !nodes.isEmpty else {
      throw CfgError(
        .syntax, at: document.sections[0].location, "[net] is the only section; layers follow it")
    }
  }

  private mutating func add(_ section: CfgSection) throws(CfgError) {
    let type = try layerType(of: section)
    var options = SectionReader(
      section, type: type.sectionNames[0], compatibility: compatibility)
    let loadsWeights = try !options.flag("dontload")
    let loadsScales = try !options.flag("dontloadscales")
    options.accept(Self.trainingKeys)
    let written = try type.init(reading: &options, at: nodes.count)
    let sources = written.inputs.map(source)
    let shapes = sources.map(shape)
    let layer = scaled(written, shapes)
    let node = Network.Node(
      index: nodes.count, layer: layer, type: options.type, location: section.location,
      inputs: sources, inputShapes: shapes,
      outputShape: try outputShape(of: layer, sources, shapes, in: section),
      loadsWeights: loadsWeights, loadsScales: loadsScales)
    if let options = options.ignored(isWholeSection: type.isForTraining) { ignored.append(options) }
    warnings += options.unused()
    try check(node)
    try checkParameters(node, in: section)
    try checkSharing(node, in: section)
    nodes.append(node)
    warnOfGrid(node)
  }

  /// A head whose grid does not divide the input places its boxes less exactly at the right and
  /// bottom.
  private mutating func warnOfGrid(_ node: Network.Node) {
    let (input, grid) = (settings.inputShape, node.outputShape)
    guard node.layer is any HeadLayer,
      !input.width.isMultiple(of: grid.width) || !input.height.isMultiple(of: grid.height)
    else { return }
    let message =
      "the \(grid.width)×\(grid.height) cells of layer \(node.index) [\(node.type)] do not divide "
      + "the input of \(input.width)×\(input.height); boxes are less exact"
    warnings.append(CfgWarning(.value, at: node.location, message))
  }

  /// A crop takes the same part of an image of another size.
  private func scaled(_ layer: any Layer, _ shapes: [Shape]) -> any Layer {
    guard let crop = layer as? CropLayer, nodes.count < originals.count else { return layer }
    return crop.scaled(from: originals[nodes.count].inputShapes[0], to: shapes[0])
  }

  /// Refuses a size of the input for which the network's weights would be too few or too many.
  private func checkParameters(
    _ node: Network.Node, in section: CfgSection
  ) throws(CfgError) {
    guard node.index < originals.count else { return }
    let original = originals[node.index]
    guard original.parameterCount(in: .alexeyab) != node.parameterCount(in: .alexeyab),
      let shape = original.inputShapes.first
    else { return }
    throw faults(section, node.inputs, node.inputShapes).error(
      for: LayerFault("needs \(shape.phrase), which its weights are for", input: 0))
  }

  private func faults(
    _ section: CfgSection, _ sources: [Network.Source], _ shapes: [Shape]
  ) -> FaultContext {
    let type = LayerRegistry.type(named: section.name)?.sectionNames[0] ?? section.name
    return FaultContext(
      document: document, nodes: nodes, section: section, type: type, sources: sources,
      shapes: shapes)
  }

  private func layerType(of section: CfgSection) throws(CfgError) -> any Layer.Type {
    if let type = LayerRegistry.type(named: section.name) { return type }
    let name = Wording.quoted("[\(section.name)]")
    if LayerRegistry.networkNames.contains(section.name) {
      throw CfgError(.syntax, at: section.location, "\(name) stands in the file a second time")
    }
    let nearest = Suggestion.nearest(to: section.name, among: LayerRegistry.allNames)
    throw CfgError(
      .unknownSection, at: section.location, "unknown section \(name)",
      help: nearest.map { "did you mean '[\($0)]'?" })
  }

  private func source(_ input: LayerInput) -> Network.Source {
    switch input {
    case .previous: nodes.isEmpty ? .image : .layer(nodes.count - 1)
    case .layer(let index): .layer(index)
    }
  }

  private func shape(_ source: Network.Source) -> Shape {
    switch source {
    case .image: settings.inputShape
    case .layer(let index): nodes[index].outputShape
    }
  }

  private func outputShape(
    of layer: any Layer, _ sources: [Network.Source], _ shapes: [Shape], in section: CfgSection
  ) throws(CfgError) -> Shape {
    do {
      return try layer.outputShape(for: shapes)
    } catch {
      throw faults(section, sources, shapes).error(for: error)
    }
  }

  /// Refuses parameters of another layer that do not fit.
  private func checkSharing(_ node: Network.Node, in section: CfgSection) throws(CfgError) {
    guard let layer = node.layer as? ConvolutionalLayer, let index = layer.shareIndex else {
      return
    }
    let source = nodes[index]
    let (needed, found) = (layer.kernelDescription(node), source.kernelDescription)
    guard needed != found else { return }
    throw CfgError(
      .shapeMismatch,
      at: CfgLocation(
        file: document.file, line: section.option("share_index")?.line ?? section.location.line),
      "layer \(node.index) [\(node.type)] needs kernels of \(needed), but layer \(index) "
        + "[\(source.type)] has \(found ?? "none")")
  }

  /// Refuses layers whose sizes are beyond the limits, so that nothing later can overflow.
  private func check(_ node: Network.Node) throws(CfgError) {
    let name = "layer \(node.index) [\(node.type)]"
    try check(node.outputShape, of: "the output of \(name)", at: node.location)
    for shape in node.stateShapes {
      try check(shape, of: "the state of \(name)", at: node.location)
    }
    for block in node.blocks(in: .alexeyab) where block.count > Limits.valueCount {
      throw tooLarge("'\(block.name)' of \(name)", block.count, at: node.location)
    }
    guard node.operationCount <= Limits.operationCount else {
      throw CfgError(
        .tooLarge, at: node.location,
        "\(name) takes more than \(Wording.grouped(Limits.operationCount)) operations")
    }
  }

  private func check(
    _ shape: Shape, of subject: String, at location: CfgLocation
  ) throws(CfgError) {
    let count = shape.checkedCount ?? .max
    guard count <= Limits.valueCount else {
      throw tooLarge("\(subject), \(shape),", count, at: location)
    }
  }

  private func tooLarge(_ subject: String, _ count: Int, at location: CfgLocation) -> CfgError {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: 4)
    let size = overflow ? "" : " (\(Wording.grouped(bytes)) bytes)"
    let found = count == .max ? "more than 64 bits can count" : Wording.grouped(count)
    return CfgError(
      .tooLarge, at: location,
      "\(subject) has \(found) values\(size); up to \(Wording.grouped(Limits.valueCount)) are taken"
    )
  }

  /// Keys every section may have and that mean nothing to inference.
  private static let trainingKeys = [
    "dontsave", "truth", "onlyforward", "stopbackward", "learning_rate", "smooth", "clip",
    "dont_update", "burnin_update", "train_only_bn",
  ]
}
