/// The layer types there are, and the sections darknet knows beyond them.
package enum LayerRegistry {
  /// All layer types, in alphabetical order.
  package static let all: [any Layer.Type] = [
    ActivationLayer.self,
    AvgpoolLayer.self,
    BatchnormLayer.self,
    ConnectedLayer.self,
    ContrastiveLayer.self,
    ConvolutionalLayer.self,
    CostLayer.self,
    CropLayer.self,
    DeconvolutionalLayer.self,
    DetectionLayer.self,
    DropoutLayer.self,
    EmptyLayer.self,
    GaussianYoloLayer.self,
    ImplicitLayer.self,
    IsegLayer.self,
    L2normLayer.self,
    LocalAvgpoolLayer.self,
    LocalLayer.self,
    LogisticLayer.self,
    MaxpoolLayer.self,
    NormalizationLayer.self,
    RegionLayer.self,
    Reorg3dLayer.self,
    ReorgLayer.self,
    RouteLayer.self,
    SamLayer.self,
    ScaleChannelsLayer.self,
    ShortcutLayer.self,
    SoftmaxLayer.self,
    UpsampleLayer.self,
    YoloLayer.self,
  ]

  /// Sections that a fork of darknet has and this package lacks.
  static let unsupported = [
    "conv_lstm", "crnn", "gru", "history", "lstm", "rnn",
  ]

  /// The names of the section with the settings of the whole network.
  static let networkNames = ["net", "network"]

  /// The type of the section `name`, by any of its names.
  package static func type(named name: String) -> (any Layer.Type)? { types[name] }

  private static let types: [String: any Layer.Type] = {
    let pairs = all.flatMap { type in type.sectionNames.map { ($0, type) } }
    return Dictionary(uniqueKeysWithValues: pairs)
  }()

  /// The canonical names of all layer types, in alphabetical order.
  static var canonicalNames: [String] { all.map { $0.sectionNames[0] } }

  /// Every name a section can have, for suggestions.
  static var allNames: [String] { networkNames + types.keys + unsupported }
}
