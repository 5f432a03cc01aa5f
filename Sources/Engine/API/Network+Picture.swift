import CfgParser

extension Network {
  /// Throws unless the network takes a picture: an image of one or three channels, or an array where
  /// these are what is meant.
  func requirePictureInput(_ kind: InputKind) throws(ModelError) {
    guard settings.width != nil else {
      throw ModelError(
        .noPicture, file, "the network takes \(inputShape.count) values, not a picture",
        help: "[net] has no width and height")
    }
    guard kind == .arrays || takesImages else {
      throw ModelError(
        .noPicture, file,
        "the network takes \(inputShape.channels) channels, pictures have 1 or 3")
    }
  }

  /// Whether it has as many channels as an image may have.
  package var takesImages: Bool { [1, 3].contains(inputShape.channels) }

  /// Throws unless the array has as many channels as the network takes.
  func requireChannels(of array: PictureArray) throws(ModelError) {
    guard array.channels == inputShape.channels else {
      throw ModelError(
        .wrongInput, file,
        "the network takes \(inputShape.channels) channels, the array has \(array.channels)")
    }
  }

  /// How pictures are fitted into the input by the program the network was published with.
  ///
  /// The original letterboxes, but for `[detection]`; AlexeyAB's fork, which alone has
  /// `[Gaussian_yolo]`, stretches unless `[net] letter_box=1`. So: letterbox when the last head is
  /// `[region]`, or `[yolo]` without a key only the fork knows, and the cfg has no `letter_box`;
  /// stretch when it is `[detection]`; else what `letter_box` says.
  var publishedResizeMode: ResizeMode {
    let head = nodes.last { $0.layer.isDetectionHead }?.layer
    if head is RegionLayer { return .letterbox }
    if head is DetectionLayer { return .stretch }
    let isExtended = head is GaussianYoloLayer || (head as? YoloLayer)?.hasExtendedKeys == true
    if settings.letterBox == nil, !isExtended { return .letterbox }
    return settings.letterBox == true ? .letterbox : .stretch
  }
}
