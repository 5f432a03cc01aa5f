/// A validated network: layers in order with resolved inputs, shapes and parameters.
///
/// Made from a ``CfgDocument``; a value that never changes, shared freely between threads. Layers
/// are numbered as darknet numbers them, from 0 at the first section after `[net]`.
public struct Network: Sendable {
  /// Where a layer's input comes from.
  package enum Source: Sendable, Hashable {
    /// The network's input.
    case image
    /// The output of the layer of this number.
    case layer(Int)
  }

  /// One layer in its place.
  package struct Node: Sendable {
    /// Darknet's number of the layer, from 0.
    package let index: Int
    /// What the section means.
    package let layer: any Layer
    /// The canonical name of the section: `convolutional` also for `[conv]`.
    package let type: String
    /// Where the section stands.
    package let location: CfgLocation
    /// What the layer reads, in order.
    package let inputs: [Source]
    /// The shapes of what it reads, in the same order.
    package let inputShapes: [Shape]
    /// The shape of what it gives.
    package let outputShape: Shape
    /// Whether the weights file holds the layer's arrays; `dontload=1` says it does not.
    package let loadsWeights: Bool
    /// Whether the file holds the arrays of batch normalisation; `dontloadscales=1` says it does
    /// not.
    package let loadsScales: Bool
  }

  /// The file's name without directory and `.cfg`.
  public let name: String
  /// The file as the caller wrote it.
  public let file: String
  /// Whose behaviour it follows where the programs differ.
  public let compatibility: Compatibility
  /// The file it was made of: training reads keys of it that inference has no use for.
  package let document: CfgDocument
  /// What `[net]` says.
  public let settings: NetSettings
  /// The shape of the network's input.
  public let inputShape: Shape
  /// What was ignored or read otherwise than written, in the order of the file.
  public let warnings: [CfgWarning]
  /// What means nothing to inference, section by section.
  public let ignored: [IgnoredOptions]
  /// The layers in order; at least one.
  package let nodes: [Node]

  /// Works out the network that `document` describes.
  ///
  /// `width` and `height` replace those of `[net]`: a `[crop]` then takes the same part of the
  /// image as before, and a layer whose weights are for the cfg's own size allows no other. A
  /// network that states only `inputs` keeps its input, with a warning. `compatibility` is for the
  /// section keys that the programs read differently, and for all that runs the network later.
  ///
  /// - Throws: ``CfgError`` at the line of the option or section that is wrong; where that is the
  ///   size, its help names the nearest that would do.
  public init(
    _ document: CfgDocument, width: Int? = nil, height: Int? = nil,
    compatibility: Compatibility = .recommended
  ) throws(CfgError) {
    self.compatibility = compatibility
    let builder = try Self.builder(
      document, width: width, height: height, compatibility: compatibility)
    (file, name) = (document.file, Self.name(of: document.file))
    self.document = document
    (settings, inputShape) = (builder.settings, builder.settings.inputShape)
    (nodes, warnings, ignored) = (builder.nodes, builder.warnings, builder.ignored)
  }

  private static func builder(
    _ document: CfgDocument, width: Int?, height: Int?, compatibility: Compatibility
  ) throws(CfgError) -> NetworkBuilder {
    var builder = try NetworkBuilder(document, compatibility: compatibility)
    if width != nil || height != nil {
      if let resize = InputResize(builder) {
        return try resize.builder(width: width, height: height)
      }
      builder = try builder.resized(width: width, height: height)
    }
    try builder.addLayers()
    return builder
  }

  /// The layer whose output is the network's: the last that is not `[cost]`.
  package var outputIndex: Int {
    nodes.lastIndex { !($0.layer is CostLayer) } ?? nodes.count - 1
  }

  private static func name(of file: String) -> String {
    let base = Wording.fileName(file)
    return base.hasSuffix(".cfg") ? String(base.dropLast(4)) : base
  }
}
