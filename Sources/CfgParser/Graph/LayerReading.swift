/// What a section says, whatever the size of the network's input: its layer, and the remarks on it.
struct LayerReading {
  /// What the section means.
  let layer: any Layer
  /// The canonical name of the section: `convolutional` also for `[conv]`.
  let type: String
  /// Whether the weights file holds the layer's arrays.
  let loadsWeights: Bool
  /// Whether the weights file holds the arrays of batch normalisation.
  let loadsScales: Bool
  /// What means nothing to inference, if there is any.
  let ignored: IgnoredOptions?
  /// What was ignored or read otherwise than written.
  let warnings: [CfgWarning]

  /// Reads the section of layer `index`.
  init(
    _ section: CfgSection, at index: Int, compatibility: Compatibility
  ) throws(CfgError) {
    let type = try Self.layerType(of: section)
    var options = SectionReader(section, type: type.sectionNames[0], compatibility: compatibility)
    loadsWeights = try !options.flag("dontload")
    loadsScales = try !options.flag("dontloadscales")
    options.accept(Self.trainingKeys)
    layer = try type.init(reading: &options, at: index)
    self.type = options.type
    ignored = options.ignored(isWholeSection: type.isForTraining)
    warnings = options.unused()
  }

  private static func layerType(of section: CfgSection) throws(CfgError) -> any Layer.Type {
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

  /// Keys every section may have and that mean nothing to inference.
  private static let trainingKeys = [
    "dontsave", "truth", "onlyforward", "stopbackward", "learning_rate", "smooth", "clip",
    "dont_update", "burnin_update", "train_only_bn",
  ]
}
