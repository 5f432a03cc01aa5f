import CfgParser
import Engine

extension Network {
  /// Makes sure that images can be changed as the cfg says.
  ///
  /// - Throws: `CfgError` at the line of a key whose change there is not here.
  func checkExamples(_ settings: TrainingSettings) throws(CfgError) {
    let images = settings.augmentation
    let wanted: [(key: String, isWanted: Bool)] = [
      ("mixup", images.mixup > 0), ("cutmix", images.cutmix), ("mosaic", images.mosaic),
      ("blur", images.blur > 0), ("gaussian_noise", images.gaussianNoise > 0),
      ("letter_box", images.letterBox), ("label_smooth_eps", images.labelSmoothEps > 0),
      ("random", settings.sizes.random),
    ]
    if let key = wanted.first(where: \.isWanted)?.key { throw Self.missing(key, settingsReader) }
    for (node, keys) in zip(nodes, settings.layers) {
      guard let head = keys.head else { continue }
      if head.random != 0 { throw Self.missing("random", reader(of: node)) }
      if head.resize != 1 { throw Self.missing("resize", reader(of: node)) }
    }
    if let node = try treeClassifier() {
      throw node.untrainable("has a tree of classes, which the paths of images do not tell here")
    }
    guard inputShape.channels == 1 || inputShape.channels == 3, settings.timeSteps == 1 else {
      throw CfgError(
        .badValue, at: CfgLocation(file: file),
        """
        its input is \(inputShape) in \(settings.timeSteps) steps of time; images are single and \
        have 1 or 3 channels
        """)
    }
  }

  /// A layer with a tree that is no head.
  private func treeClassifier() throws(CfgError) -> Node? {
    for node in nodes where !(node.layer is any HeadLayer) {
      if try node.readTree() != nil { return node }
    }
    return nil
  }

  private static func missing(_ key: String, _ options: borrowing SectionReader) -> CfgError {
    options.fault(key, "cannot be had: 'train' does not change images that way")
  }
}

extension [String] {
  /// The first image that can be read, from number `start` on, and again from the first.
  ///
  /// - Throws: `CfgError` where none can.
  func readable(
    from start: Int, channels: Int, exif: ExifPolicy, _ warnings: inout [ExampleWarning]
  ) throws(CfgError) -> (index: Int, image: Image) {
    for step in indices {
      let index = (start + step) % count
      do throws(ImageError) {
        return (index, try Image(contentsOf: self[index], channels: channels, exif: exif))
      } catch {
        warnings.append(.init(subject: error.subject, message: "\(error.message); it is left out"))
      }
    }
    throw CfgError(
      .unreadable, at: CfgLocation(file: first ?? ""), "none of the \(count) images can be read")
  }
}
