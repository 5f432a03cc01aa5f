public import CfgParser

/// Says what a picture shows, with a network that ends in class probabilities.
///
/// Any number of tasks may call one classifier at once: they share the network and its weights, and
/// each gets memory of its own for the time of the call.
public final class Classifier: Sendable {
  /// The network it runs, made ready.
  public let plan: ExecutionPlan
  /// Names of the classes, as many as the network has outputs.
  public let labels: [String]

  private let sessions: SessionPool

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
  /// - Throws: `CfgError`, `WeightsError`, or `ModelError` when the network is no classifier, takes
  ///   no picture, or needs more memory than there is.
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
  /// - Throws: `ModelError` when the network is a detector, or takes no picture.
  public init(
    _ plan: ExecutionPlan, labels: [String]? = nil, for kind: InputKind = .pictures
  ) throws(ModelError) {
    let network = plan.network
    try network.requirePictureInput(kind)
    if let head = network.nodes.first(where: { $0.layer.isDetectionHead }) {
      throw ModelError(
        .noClasses, network.file, "layer \(head.index) [\(head.type)] gives boxes, not classes",
        help: "detectors run with 'detect'")
    }
    self.plan = plan
    let classCount = network.nodes[network.outputIndex].outputShape.count
    self.labels = Labels(labels ?? plan.classTree?.names ?? [], classCount: classCount).all
    sessions = SessionPool(plan)
  }

  /// The most probable classes of a picture, the most probable first.
  ///
  /// Of a tree of classes only the leaves count, with their absolute probabilities; AlexeyAB's
  /// program names inner nodes too.
  ///
  /// - Parameters:
  ///   - image: the picture.
  ///   - count: how many classes, at most as many as there are.
  ///   - resize: how the picture is fitted into the network's input; nil for
  ///     ``CfgParser/Compatibility/classifierResize``, which is the middle of the picture unless the
  ///     network follows the original.
  /// - Returns: the classes with their names and probabilities.
  public func classify(
    _ image: Image, top count: Int = 5, resize: ResizeMode? = nil
  ) -> [Classification] {
    classify([image], top: count, resize: resize)[0]
  }

  /// The most probable classes of each of several pictures, in their order.
  ///
  /// A few pictures at a time go through the network together, which is faster than one by one
  /// where reading its weights is what takes the time; each takes memory of its own. The
  /// results are those for each picture alone, to the bit; the pictures are independent of each
  /// other whatever layers the network has.
  ///
  /// - Parameters:
  ///   - images: the pictures.
  ///   - count: how many classes, at most as many as there are.
  ///   - resize: how each picture is fitted into the network's input; nil as for one picture.
  /// - Returns: for each picture the classes with their names and probabilities.
  public func classify(
    _ images: [Image], top count: Int = 5, resize: ResizeMode? = nil
  ) -> [[Classification]] {
    found(images, top: count, resize) { $0.run() }
  }

  /// The most probable classes of a picture that is given as an array, the most probable first.
  ///
  /// - Parameters:
  ///   - array: the picture.
  ///   - count: how many classes, at most as many as there are.
  ///   - resize: how the array is fitted into the network's input; nil as for a picture.
  /// - Returns: the classes with their names and probabilities.
  /// - Throws: `ModelError.Code.wrongInput` unless it has as many channels as the network takes.
  public func classify(
    _ array: PictureArray, top count: Int = 5, resize: ResizeMode? = nil
  ) throws(ModelError) -> [Classification] {
    try network.requireChannels(of: array)
    return found([array], top: count, resize) { $0.run() }[0]
  }

  /// The classes of each picture; `run` runs a session.
  func found<Failure: Error>(
    _ pictures: [some NetworkPicture], top count: Int, _ resize: ResizeMode?,
    by run: (inout Session) throws(Failure) -> Void
  ) throws(Failure) -> [[Classification]] {
    let resize = resize ?? network.compatibility.classifierResize
    return try sessions.withBatches(of: pictures) { session, pictures throws(Failure) in
      for (index, picture) in pictures.enumerated() {
        _ = session.setPicture(picture, fitted: resize, at: index)
      }
      try run(&session)
      return pictures.indices.map { index in
        let image = index - pictures.startIndex
        return classes(in: session.output(of: network.outputIndex, image: image), top: count)
      }
    }
  }

  private func classes(in output: [Float], top count: Int) -> [Classification] {
    var output = output
    if let tree = plan.classTree {
      var values = output.mutableSpan
      tree.multiplyDown(&values, at: 0)
      if network.compatibility != .alexeyab { tree.keepLeaves(&values, at: 0) }
    }
    return TopClasses.indices(of: output.span, count: count).map { index in
      Classification(classIndex: index, label: labels[index], probability: output[index])
    }
  }
}
