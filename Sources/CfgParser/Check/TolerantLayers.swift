/// Makes layers of sections that may be wrong.
///
/// What a layer gives is unknown where its section cannot be read or where it cannot take its
/// inputs; what depends on it is then not judged, so that a fault is told once.
struct TolerantLayers {
  /// What `[net]` says, where that can be used.
  let settings: NetSettings?
  /// The layers so far.
  private(set) var layers: [ReviewedLayer] = []
  /// Why the cfg cannot be used.
  private(set) var faults: [CfgError]
  /// What is ignored or read otherwise than written.
  private(set) var warnings: [CfgWarning]

  private let sections: TolerantSections
  private let compatibility: Compatibility
  private var builder: NetworkBuilder
  /// Whether the shape of the input may be built on.
  private var knowsInput: Bool

  /// Reads `[net]`.
  init(_ sections: TolerantSections, compatibility: Compatibility) {
    (self.sections, self.compatibility) = (sections, compatibility)
    let net = sections.document.sections[0]
    var (reading, remarks) = (TolerantReading(), [CfgWarning]())
    let found = reading.result(of: net) { section throws(CfgError) in
      var options = SectionReader(section, type: "net", compatibility: compatibility)
      let settings = try NetSettings(reading: &options)
      remarks = options.unused()
      return settings
    }
    settings = sections.hasNet ? found : nil
    (faults, warnings) =
      sections.hasNet ? (reading.faults, reading.warnings(remarks, on: net)) : ([], [])
    let extents = Set(
      ["width", "height", "channels", "inputs"].compactMap { net.option($0)?.line })
    knowsInput = settings != nil && !faults.contains { extents.contains($0.location.line) }
    builder = NetworkBuilder(
      sections.document, settings: settings ?? .placeholder, compatibility: compatibility)
  }

  /// Adds a layer for every section.
  mutating func addAll() {
    if knowsInput {
      let count = faults.count
      note { builder throws(CfgError) in try builder.checkInput() }
      knowsInput = faults.count == count
    }
    for section in sections.document.sections.dropFirst() { add(section) }
    if layers.isEmpty, sections.hasNet, sections.faults.isEmpty {
      faults.append(builder.lacksLayers)
    }
  }

  private mutating func add(_ section: CfgSection) {
    guard !sections.brokenHeaders.contains(section.location.line) else { return addUnread(section) }
    let (index, compatibility) = (layers.count, compatibility)
    var tolerant = TolerantReading()
    let reading = tolerant.result(of: section) { section throws(CfgError) in
      try LayerReading(section, at: index, compatibility: compatibility)
    }
    let isNet = LayerRegistry.networkNames.contains(section.name) && !sections.hasNet
    if !isNet { faults += tolerant.faults }
    guard let reading else { return addUnread(section) }
    warnings += tolerant.warnings(reading.warnings, on: section)
    add(section, reading, isComplete: tolerant.faults.isEmpty)
  }

  /// Adds a layer whose section was read; it is not complete where options were left out.
  private mutating func add(_ section: CfgSection, _ reading: LayerReading, isComplete: Bool) {
    let sources = reading.layer.inputs.map(builder.source)
    guard isComplete, sources.allSatisfy(isKnown) else {
      return append(section, reading, output: Shape(channels: 1, height: 1, width: 1))
    }
    do throws(LayerFault) {
      let shape = try reading.layer.outputShape(for: sources.map(builder.shape))
      appendKnown(section, reading, output: shape)
    } catch {
      let fault = builder.faults(section, reading.type, sources).error(for: error)
      appendMisfit(section, reading, error, fault)
    }
  }

  private mutating func appendKnown(
    _ section: CfgSection, _ reading: LayerReading, output: Shape
  ) {
    let node = builder.node(reading, reading.layer, in: section, output: output)
    let count = faults.count
    let sharesKnown = (reading.layer as? ConvolutionalLayer)?.shareIndex.map { layers[$0].isKnown }
    if sharesKnown != false {
      note { builder throws(CfgError) in try builder.check(node, in: section) }
    }
    append(section, node, isKnown: faults.count == count)
  }

  /// A head that gets other channels than it wants is known all the same: it wants so many.
  private mutating func appendMisfit(
    _ section: CfgSection, _ reading: LayerReading, _ fault: LayerFault, _ error: CfgError
  ) {
    let node = builder.node(
      reading, reading.layer, in: section, output: Shape(channels: 1, height: 1, width: 1))
    guard let channels = fault.wantedChannels, let input = node.inputShapes.first else {
      faults.append(error)
      return append(section, node, isKnown: false)
    }
    let wanted = Shape(channels: channels, height: input.height, width: input.width)
    append(section, builder.node(reading, reading.layer, in: section, output: wanted))
    layers[layers.count - 1].misfit = (fault, error)
  }

  private mutating func addUnread(_ section: CfgSection) {
    let node = Network.Node(
      index: layers.count, layer: PlaceholderLayer(), type: section.name,
      location: section.location,
      inputs: [], inputShapes: [], outputShape: Shape(channels: 1, height: 1, width: 1),
      loadsWeights: true, loadsScales: true)
    append(section, node, isKnown: false)
  }

  private mutating func append(_ section: CfgSection, _ reading: LayerReading, output: Shape) {
    append(
      section, builder.node(reading, reading.layer, in: section, output: output), isKnown: false)
  }

  private mutating func append(
    _ section: CfgSection, _ node: Network.Node, isKnown: Bool = true
  ) {
    builder.nodes.append(node)
    layers.append(ReviewedLayer(section: section, node: node, isKnown: isKnown))
  }

  private func isKnown(_ source: Network.Source) -> Bool {
    switch source {
    case .image: knowsInput
    case .layer(let index): layers[index].isKnown
    }
  }

  private mutating func note(_ check: (NetworkBuilder) throws(CfgError) -> Void) {
    do throws(CfgError) { try check(builder) } catch { faults.append(error) }
  }
}
