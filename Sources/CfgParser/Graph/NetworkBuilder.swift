/// Turns sections into nodes: resolves references, infers shapes, collects warnings.
struct NetworkBuilder {
  private(set) var settings: NetSettings
  /// The layers so far.
  var nodes: [Network.Node] = []

  /// What is to be said of `[net]`.
  private var netWarnings: [CfgWarning]
  private let netIgnored: IgnoredOptions?
  /// The sections behind it as they were read, one for every node.
  private var readings: [LayerReading] = []
  /// The sections as they were read for the size that the cfg states, and their nodes, where the
  /// caller asks for another.
  private var original: (readings: [LayerReading], nodes: [Network.Node]) = ([], [])
  private let document: CfgDocument
  private let compatibility: Compatibility

  /// Reads `[net]`, which must come first.
  init(_ document: CfgDocument, compatibility: Compatibility) throws(CfgError) {
    (self.document, self.compatibility) = (document, compatibility)
    let section = document.sections[0]
    guard LayerRegistry.networkNames.contains(section.name) else {
      throw Self.wrongStart(section)
    }
    var options = SectionReader(section, type: "net", compatibility: compatibility)
    settings = try NetSettings(reading: &options)
    netIgnored = options.ignored()
    netWarnings = options.unused()
  }

  /// A builder for settings that are known already, for whoever adds the nodes.
  init(_ document: CfgDocument, settings: NetSettings, compatibility: Compatibility) {
    (self.document, self.compatibility, self.settings) = (document, compatibility, settings)
    (netWarnings, netIgnored) = ([], nil)
  }

  /// What was ignored or read otherwise than written, in the order of the file.
  var warnings: [CfgWarning] {
    netWarnings
      + zip(readings, nodes).flatMap { $0.warnings + [gridWarning($1)].compactMap(\.self) }
  }

  /// What means nothing to inference, section by section.
  var ignored: [IgnoredOptions] {
    [netIgnored].compactMap(\.self) + readings.compactMap(\.ignored)
  }

  /// The builder for an input of another size; like this one, it has no layers yet.
  ///
  /// `original` is the one with the layers in the size that the cfg states: no section is read
  /// again then, since none depends on the size.
  func resized(
    width: Int?, height: Int?, from original: NetworkBuilder? = nil
  ) throws(CfgError) -> NetworkBuilder {
    var builder = self
    builder.settings = try settings.resized(
      width: width, height: height, at: document.sections[0].location)
    if let original { builder.original = (original.readings, original.nodes) }
    builder.netWarnings = warningsOfSize(width, height) + netWarnings
    return builder
  }

  /// A network that states only `inputs` has no size that could be another.
  private func warningsOfSize(_ width: Int?, _ height: Int?) -> [CfgWarning] {
    let input = settings.inputShape
    guard settings.width == nil else { return [] }
    return [("width", width ?? input.width), ("height", height ?? input.height)]
      .filter { $0.1 != 1 }.map { key, value in
        CfgWarning(
          .value, at: document.sections[0].location,
          "a network \(key) of \(value) is ignored; the input is of \(input.channels) values")
      }
  }

  /// Adds a node for every section behind `[net]`.
  mutating func addLayers() throws(CfgError) {
    try checkInput()
    for section in document.sections.dropFirst() { try add(section) }
    guard !nodes.isEmpty else { throw lacksLayers }
  }

  /// The error for a first section that is not `[net]`.
  static func wrongStart(_ section: CfgSection) -> CfgError {
    CfgError(
      .syntax, at: section.location,
      "the first section is \(Wording.quoted("[\(section.name)]")); it must be [net]")
  }

  /// The error for a file without layers.
  var lacksLayers: CfgError {
    CfgError(
      .syntax, at: document.sections[0].location, "[net] is the only section; layers follow it")
  }

  private mutating func add(_ section: CfgSection) throws(CfgError) {
    let reading = try reading(of: section)
    let sources = reading.layer.inputs.map(source)
    let shapes = sources.map(shape)
    let layer = scaled(reading.layer, shapes)
    let output = try outputShape(of: layer, shapes, faults(section, reading.type, sources))
    let node = node(reading, layer, in: section, output: output)
    try check(node, in: section)
    try checkParameters(node, in: section)
    nodes.append(node)
    readings.append(reading)
  }

  /// The next node, whose section was read; `layer` is its layer for this size of the input.
  func node(
    _ reading: LayerReading, _ layer: any Layer, in section: CfgSection, output: Shape
  ) -> Network.Node {
    let sources = layer.inputs.map(source)
    return Network.Node(
      index: nodes.count, layer: layer, type: reading.type, location: section.location,
      inputs: sources, inputShapes: sources.map(shape), outputShape: output,
      loadsWeights: reading.loadsWeights, loadsScales: reading.loadsScales)
  }

  /// Refuses an input that is beyond the limits.
  func checkInput() throws(CfgError) {
    try check(
      settings.inputShape, of: "the network's input", at: document.sections[0].location)
  }

  /// Refuses layers whose sizes are beyond the limits, and parameters that do not fit.
  func check(_ node: Network.Node, in section: CfgSection) throws(CfgError) {
    try check(node)
    try checkSharing(node, in: section)
  }

  private func reading(of section: CfgSection) throws(CfgError) -> LayerReading {
    guard nodes.count >= original.readings.count else { return original.readings[nodes.count] }
    return try LayerReading(section, at: nodes.count, compatibility: compatibility)
  }

  /// A head whose grid does not divide the input places its boxes less exactly at the right and
  /// bottom.
  private func gridWarning(_ node: Network.Node) -> CfgWarning? {
    let (input, grid) = (settings.inputShape, node.outputShape)
    guard node.layer is any HeadLayer,
      !input.width.isMultiple(of: grid.width) || !input.height.isMultiple(of: grid.height)
    else { return nil }
    return CfgWarning(
      .grid, at: node.location,
      "the \(grid.width)×\(grid.height) cells of layer \(node.index) [\(node.type)] do not divide "
        + "the input of \(input.width)×\(input.height); boxes are less exact")
  }

  /// A crop takes the same part of an image of another size.
  private func scaled(_ layer: any Layer, _ shapes: [Shape]) -> any Layer {
    guard let crop = layer as? CropLayer, nodes.count < original.nodes.count else {
      return layer
    }
    return crop.scaled(from: original.nodes[nodes.count].inputShapes[0], to: shapes[0])
  }

  /// Refuses a size of the input for which the network's weights would be too few or too many.
  private func checkParameters(
    _ node: Network.Node, in section: CfgSection
  ) throws(CfgError) {
    guard node.index < original.nodes.count else { return }
    let ownNode = original.nodes[node.index]
    guard ownNode.parameterCount(in: .alexeyab) != node.parameterCount(in: .alexeyab),
      let shape = ownNode.inputShapes.first
    else { return }
    throw faults(section, node.type, node.inputs).error(
      for: LayerFault("needs \(shape.phrase), which its weights are for", input: 0))
  }

  /// What an input of the next layer is.
  func source(_ input: LayerInput) -> Network.Source {
    switch input {
    case .previous: nodes.isEmpty ? .image : .layer(nodes.count - 1)
    case .layer(let index): .layer(index)
    }
  }

  /// The shape of what `source` gives.
  func shape(_ source: Network.Source) -> Shape {
    switch source {
    case .image: settings.inputShape
    case .layer(let index): nodes[index].outputShape
    }
  }

  private func outputShape(
    of layer: any Layer, _ shapes: [Shape], _ faults: @autoclosure () -> FaultContext
  ) throws(CfgError) -> Shape {
    do {
      return try layer.outputShape(for: shapes)
    } catch {
      throw faults().error(for: error)
    }
  }

  /// What turns a fault of the next layer into an error.
  func faults(
    _ section: CfgSection, _ type: String, _ sources: [Network.Source]
  ) -> FaultContext {
    FaultContext(
      document: document, nodes: nodes, section: section, type: type, sources: sources,
      shapes: sources.map(shape))
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
}
