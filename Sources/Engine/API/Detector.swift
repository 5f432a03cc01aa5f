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

  /// Uses a network that was made ready.
  ///
  /// - Throws: `ModelError` when the network has no detection head or takes no picture.
  public init(_ plan: ExecutionPlan, labels: [String]? = nil) throws(ModelError) {
    try plan.network.requirePictureInput()
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
    return sessions.withBatches(of: images) { session, images in
      let placements = images.enumerated().map { index, image in
        session.setPicture(image, fitted: rules.resize, at: index)
      }
      session.run()
      return placements.enumerated().map { index, placement in
        let candidates = candidates(of: index, placement, in: session, rules)
        return settings.order.sorted(candidates).map { detection($0, rules) }
      }
    }
  }

  /// The objects in a picture, by a plan that may not keep its weights: what it lacks is read in
  /// the run.
  ///
  /// - Throws: `WeightsError` when weights cannot be read.
  package func detectReading(
    in image: Image, settings: DetectionSettings = .init()
  ) throws(WeightsError) -> [Detection] {
    let rules = rules(settings)
    return try sessions.withSession { session throws(WeightsError) in
      let placement = session.setPicture(image, fitted: rules.resize)
      try session.runReading()
      let candidates = candidates(of: 0, placement, in: session, rules)
      return settings.order.sorted(candidates).map { detection($0, rules) }
    }
  }

  /// What the heads of a session that has run found in one image of its batch, and suppression
  /// left.
  private func candidates(
    of image: Int, _ placement: Placement, in session: borrowing Session, _ rules: DetectionRules
  ) -> [NonMaximumSuppression.Kept] {
    var candidates = Candidates()
    for head in heads {
      session.decode(head, DecodingRules(rules), image: image, into: &candidates)
    }
    candidates.moveBoxes(through: placement)
    return network.suppression(overlap: rules.overlap, kind: rules.nmsKind).kept(of: candidates)
  }

  private func detection(
    _ kept: NonMaximumSuppression.Kept, _ rules: DetectionRules
  ) -> Detection {
    Detection(
      box: kept.box, classIndex: kept.classIndex,
      label: labels[rules.classMap?.classes[kept.classIndex] ?? kept.classIndex],
      confidence: kept.confidence)
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
