public import CfgParser

/// Finds objects in pictures, with a network that has detection heads: `[region]`,
/// `[yolo]`, `[Gaussian_yolo]` or `[detection]`.
///
/// Any number of tasks may call one detector at once: they share the network and its weights, and
/// each gets memory of its own for the time of the call.
///
/// ```swift
/// let detector = try Detector(
///   cfg: "yolov2-voc.cfg", weights: "yolov2-voc.weights", names: "voc.names")
/// for found in detector.detect(in: try Image(contentsOf: "dog.jpg")) {
///   print(found.label, found.confidence, found.box)
/// }
/// ```
public final class Detector: Sendable {
  /// The network it runs, made ready.
  public let plan: ExecutionPlan
  /// Names of the classes, as many as the heads have.
  public let labels: [String]

  private let sessions: SessionPool
  private let heads: [DetectionHead]
  /// Whether the classes of all heads form trees.
  private let hasTrees: Bool

  /// The network it runs.
  public var network: Network { plan.network }

  /// Loads a network from files.
  ///
  /// - Parameters:
  ///   - cfg: path of the cfg file.
  ///   - weights: path of the weights file.
  ///   - names: path of a file with a class name a line; without it classes are called as in their
  ///     tree, or `class_0`, `class_1`, ….
  ///   - compatibility: whose behaviour counts where the programs differ.
  ///   - options: how the network is made ready.
  /// - Throws: `CfgError`, `WeightsError`, or `ModelError` when the network has no detection head,
  ///   takes no picture, or needs more memory than there is.
  public convenience init(
    cfg: String, weights: String, names: String? = nil,
    compatibility: Compatibility = .recommended, options: PlanOptions = .init()
  ) throws {
    let plan = try ExecutionPlan(
      cfg: cfg, weights: weights, compatibility: compatibility, options: options)
    try self.init(plan, labels: names.map { try NamesFile(contentsOf: $0).labels })
  }

  /// Uses a network that was made ready; one `for: .arrays` may take any number of channels.
  ///
  /// - Throws: `ModelError` when the network has no detection head or takes no picture.
  public init(
    _ plan: ExecutionPlan, labels: [String]? = nil, for kind: InputKind = .pictures
  ) throws(ModelError) {
    try plan.network.requirePictureInput(kind)
    heads = plan.detectionHeads
    hasTrees = heads.allSatisfy { plan.trees[$0.layer] != nil }
    guard !heads.isEmpty else {
      throw ModelError(
        .noHead, plan.network.file,
        """
        the network has no layer that gives boxes: [region], [yolo], [Gaussian_yolo] or [detection]
        """,
        help: "classifiers run with 'classify'")
    }
    self.plan = plan
    let names = labels ?? plan.classTree?.names ?? []
    self.labels = Labels(names, classCount: heads.map(\.classCount).max() ?? 0).all
    sessions = SessionPool(plan)
  }

  /// The objects in a picture, the most confident first unless the settings ask for another order.
  ///
  /// Boxes are relative to the picture and not clipped to it. A box with several classes above the
  /// threshold is reported once for each.
  public func detect(in image: Image, settings: DetectionSettings = .init()) -> [Detection] {
    detect(in: [image], settings: settings)[0]
  }

  /// The objects in each of several pictures, in their order.
  ///
  /// A few pictures at a time go through the network together, which is faster than one by one
  /// where reading its weights is what takes the time; each takes memory of its own. The
  /// results are those for each picture alone, to the bit; the pictures are independent of each
  /// other whatever layers the network has.
  public func detect(
    in images: [Image], settings: DetectionSettings = .init()
  ) -> [[Detection]] {
    let rules = rules(settings)
    return found(in: images, rules, by: { $0.run() }, picture: { $0 }).map {
      detections($0, rules, settings.order)
    }
  }

  /// The objects in a picture that is given as an array, the most confident first unless the
  /// settings ask for another order.
  ///
  /// The array is fitted into the network's input as a picture would be; one of the input's own size
  /// is taken as it is.
  ///
  /// - Throws: `ModelError.Code.wrongInput` unless it has as many channels as the network takes.
  public func detect(
    in array: PictureArray, settings: DetectionSettings = .init()
  ) throws(ModelError) -> [Detection] {
    try network.requireChannels(of: array)
    let rules = rules(settings)
    return detections(found(in: array, nil, rules) { $0.run() }, rules, settings.order)
  }

  /// What suppression leaves of each picture; `run` runs a session, and `picture` makes pictures when
  /// their turn comes.
  func found<Item, Picture: NetworkPicture, Failure: Error>(
    in items: [Item], _ rules: DetectionRules,
    by run: (inout Session) throws(Failure) -> Void, picture: (Item) -> Picture
  ) throws(Failure) -> [[NonMaximumSuppression.Kept]] {
    let decoding = DecodingRules(
      rules, tree: hasTrees ? plan.classTree : nil, classCount: labels.count)
    let suppression = network.suppression(rules)
    return try sessions.withBatches(of: items) { session, items throws(Failure) in
      let placements = items.enumerated().map { index, item in
        session.setPicture(picture(item), fitted: rules.resize, at: index)
      }
      try run(&session)
      return placements.enumerated().map { index, placement in
        suppression.kept(of: candidates(of: index, placement, in: session, decoding))
      }
    }
  }

  /// Detections of what suppression left, as many and in the order that is asked for.
  func detections(
    _ kept: [NonMaximumSuppression.Kept], _ rules: DetectionRules, _ order: DetectionOrder
  ) -> [Detection] {
    let labels = labels(of: rules)
    return order.sorted(kept.mostConfident(rules.maximumCount))
      .map { Detection($0, label: labels[$0.classIndex]) }
  }

  /// What the heads of a session that has run found in one image of its batch.
  private func candidates(
    of image: Int, _ placement: Placement, in session: borrowing Session, _ rules: DecodingRules
  ) -> Candidates {
    var candidates = Candidates()
    for head in heads { session.decode(head, rules, image: image, into: &candidates) }
    candidates.moveBoxes(through: placement)
    return candidates
  }

  /// The names of the classes that detections can have by these rules, by ``Detection/classIndex``:
  /// those of the network, or with a map those that the map names, in its order.
  public func labels(of rules: DetectionRules) -> [String] {
    guard let map = rules.classMap else { return labels }
    return map.classes.map { $0 < labels.count ? labels[$0] : "class_\($0)" }
  }

  /// The objects in a picture, the most confident first.
  ///
  /// - Parameters:
  ///   - image: the picture.
  ///   - threshold: confidence a detection must be above, 0…1.
  ///   - overlap: overlap above which the less confident of two boxes of one class is dropped, 0…1.
  /// - Returns: boxes relative to the picture, not clipped to it.
  public func detect(in image: Image, threshold: Float, overlap: Float = 0.45) -> [Detection] {
    detect(in: image, settings: DetectionSettings(threshold: threshold, overlap: overlap))
  }

  /// What a call with these settings goes by: the settings, and where they are nil what the
  /// network's compatibility says.
  public func rules(_ settings: DetectionSettings = .init()) -> DetectionRules {
    DetectionRules(settings, for: network, hasTrees: hasTrees)
  }
}
