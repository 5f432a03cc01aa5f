import CfgParser
import Engine

/// What a cfg says of the images and truths of a detector, once it is clear whose rules count.
struct DetectionRules: Sendable {
  /// How images are moved and stretched.
  let geometry: DetectionGeometry
  /// What changes colours, and whether images are mirrored.
  let colors: AugmentationSettings
  /// How the losses want the objects.
  let truth: DetectionTruth
  /// Classes of the heads.
  let classes: Int

  /// Reads the rules.
  ///
  /// - Throws: `CfgError` at the line of a key that would change the images and is not supported;
  ///   `ModelError` where the network has no detection head.
  init(_ network: Network, _ settings: TrainingSettings) throws {
    let heads = network.nodes.filter { settings.layers[$0.index].head != nil }
    guard let last = heads.last, let keys = settings.layers[last.index].head,
      let layer = last.layer as? any HeadLayer
    else {
      throw ModelError(.noHead, network.file, "the network has no detection head")
    }
    try settings.augmentation.refuseUnsupported(in: network)
    let isCut = Self.isCut(network, last.layer)
    if !isCut, keys.resize != 1 {
      var options = network.reader(of: last)
      throw options.unsupportedResize()
    }
    geometry = DetectionGeometry(
      isCut: isCut, jitter: keys.jitter, resize: keys.resize,
      letterBox: settings.augmentation.letterBox)
    colors = settings.augmentation
    classes = layer.classes
    if let layer = last.layer as? DetectionLayer {
      truth = .grid(side: layer.side, classes: layer.classes)
    } else {
      truth = .list(max: heads.compactMap { settings.layers[$0.index].head?.max }.max() ?? keys.max)
    }
  }

  /// Whether images are cut and stretched, rather than placed on a field: as pictures are fitted in
  /// when the network runs.
  ///
  /// The original cuts for `[detection]` alone, AlexeyAB's fork always; with neither set it is cut
  /// where the cfg has keys of the fork.
  private static func isCut(_ network: Network, _ head: any Layer) -> Bool {
    if head is DetectionLayer { return true }
    switch network.compatibility {
    case .pjreddie: return false
    case .alexeyab: return true
    case .recommended:
      let isExtended = head is GaussianYoloLayer || (head as? YoloLayer)?.hasExtendedKeys == true
      return isExtended || network.settings.letterBox != nil
    }
  }
}

extension SectionReader {
  /// The error for a factor of the size that only images that are cut can have.
  fileprivate mutating func unsupportedResize() -> CfgError {
    fault(
      "resize", "is AlexeyAB's, and this network learns by the original's rules",
      help: "--compat alexeyab has it")
  }
}

extension AugmentationSettings {
  /// Refuses what would change the images and cannot be done.
  ///
  /// - Throws: `CfgError` at the line of the key.
  func refuseUnsupported(in network: Network) throws(CfgError) {
    var options = network.settingsReader
    let keys = [
      ("mixup", mixup != 0), ("cutmix", cutmix), ("mosaic", mosaic), ("blur", blur != 0),
      ("gaussian_noise", gaussianNoise != 0),
    ]
    for (key, isOn) in keys where isOn { try options.refuse(key, unless: 0) }
  }
}
