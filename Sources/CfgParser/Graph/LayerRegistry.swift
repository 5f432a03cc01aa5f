/// The layer types there are: every section a fork of darknet knows.
package enum LayerRegistry {
  /// All layer types, in alphabetical order.
  package static let all: [any Layer.Type] = [
    ActivationLayer.self,
    AvgpoolLayer.self,
    BatchnormLayer.self,
    ConnectedLayer.self,
    ContrastiveLayer.self,
    ConvLstmLayer.self,
    ConvolutionalLayer.self,
    CostLayer.self,
    CrnnLayer.self,
    CropLayer.self,
    DeconvolutionalLayer.self,
    DetectionLayer.self,
    DropoutLayer.self,
    EmptyLayer.self,
    GaussianYoloLayer.self,
    GruLayer.self,
    HistoryLayer.self,
    ImplicitLayer.self,
    IsegLayer.self,
    L2normLayer.self,
    LocalAvgpoolLayer.self,
    LocalLayer.self,
    LogisticLayer.self,
    LstmLayer.self,
    MaxpoolLayer.self,
    NormalizationLayer.self,
    RegionLayer.self,
    Reorg3dLayer.self,
    ReorgLayer.self,
    RnnLayer.self,
    RouteLayer.self,
    SamLayer.self,
    ScaleChannelsLayer.self,
    ShortcutLayer.self,
    SoftmaxLayer.self,
    UpsampleLayer.self,
    YoloLayer.self,
  ]

  /// The names of the section with the settings of the whole network.
  static let networkNames = ["net", "network"]

  /// The type of the section `name`, by any of its names.
  package static func type(named name: String) -> (any Layer.Type)? { types[name] }

  private static let types: [String: any Layer.Type] = {
    let pairs = all.flatMap { type in type.sectionNames.map { ($0, type) } }
    return Dictionary(uniqueKeysWithValues: pairs)
  }()

  /// Every name a section can have, for suggestions.
  static var allNames: [String] { networkNames + types.keys }
}
