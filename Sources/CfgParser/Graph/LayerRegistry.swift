/// The layer types there are, and the sections darknet knows beyond them.
package enum LayerRegistry {
  /// All layer types, in alphabetical order.
  package static let all: [any Layer.Type] = [
    AvgpoolLayer.self,
    BatchnormLayer.self,
    ConnectedLayer.self,
    ConvLstmLayer.self,
    ConvolutionalLayer.self,
    CostLayer.self,
    CrnnLayer.self,
    CropLayer.self,
    DropoutLayer.self,
    EmptyLayer.self,
    GruLayer.self,
    HistoryLayer.self,
    LocalAvgpoolLayer.self,
    LstmLayer.self,
    MaxpoolLayer.self,
    RegionLayer.self,
    Reorg3dLayer.self,
    ReorgLayer.self,
    RnnLayer.self,
    RouteLayer.self,
    ShortcutLayer.self,
    SoftmaxLayer.self,
    UpsampleLayer.self,
    YoloLayer.self,
  ]

  /// Sections that a fork of darknet has and this package lacks.
  static let unsupported = [
    "Gaussian_yolo", "activation", "contrastive", "deconv", "deconvolutional", "detection",
    "implicit", "iseg", "l2norm", "local", "logistic", "lrn", "normalization", "sam",
    "scale_channels",
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
