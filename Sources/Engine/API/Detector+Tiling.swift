import CfgParser

extension Detector {
  /// The objects in a picture that is looked at tile by tile, the most confident first unless the
  /// settings ask for another order.
  ///
  /// Every tile is fitted into the network's input as a picture would be, and so is the whole
  /// picture in one more pass. An object that several passes see is reported once: with the box of a
  /// pass that sees it whole, or, where each sees a part, with the box around the parts. Boxes are
  /// relative to the whole picture.
  ///
  /// Without a tiling this is `detect(in:settings:)`.
  public func detect(
    in image: Image, tiling: Tiling?, settings: DetectionSettings = .init()
  ) -> [Detection] {
    let rules = rules(settings)
    return detections(found(in: image, tiling, rules) { $0.run() }, rules, settings.order)
  }

  /// The objects in an array that is looked at tile by tile, as in an image.
  ///
  /// - Throws: `ModelError.Code.wrongInput` unless it has as many channels as the network takes.
  public func detect(
    in array: PictureArray, tiling: Tiling?, settings: DetectionSettings = .init()
  ) throws(ModelError) -> [Detection] {
    try network.requireChannels(of: array)
    let rules = rules(settings)
    return detections(found(in: array, tiling, rules) { $0.run() }, rules, settings.order)
  }

  /// What suppression leaves of a picture, of all its tiles together; `run` runs a session.
  func found<Failure: Error>(
    in picture: some NetworkPicture, _ tiling: Tiling?, _ rules: DetectionRules,
    by run: (inout Session) throws(Failure) -> Void
  ) throws(Failure) -> [NonMaximumSuppression.Kept] {
    let (width, height) = (picture.width, picture.height)
    let passes = tiling?.passes(width: width, height: height, network.inputShape) ?? []
    // The last pass is the whole picture, which need not be copied.
    let whole = try found(in: [picture], rules, by: run, picture: { $0 })
    guard passes.count > 1 else { return whole[0] }
    let tiles = try found(
      in: passes.dropLast(), rules, by: run, picture: { picture.cropped(to: $0) })
    let sightings = zip(passes, tiles + whole).flatMap { area, kept in
      Sighting.all(of: kept, in: area, ofWidth: width, height: height)
    }
    return TileMerge(network.suppression(rules)).merged(sightings)
  }
}
