import CfgParser
import Engine

extension Model {
  /// The cfg and the weights that a call means.
  ///
  /// - Throws: `CommandError` where one of them is not found.
  static func files(_ words: ModelWords) throws(CommandError) -> [String] {
    let cfg = try CfgLocator().locate(words.cfg)
    if let weights = words.weights { return [cfg, weights] }
    return [cfg, try WeightsLocator().locate(for: cfg)]
  }

  /// Makes what runs over the images of a call, a detector or a classifier, with its labels.
  ///
  /// - Parameters:
  ///   - words: The cfg, its weights and the images.
  ///   - images: Where names and results are.
  ///   - size: The size of the network's input.
  ///   - options: How the network is made ready.
  ///   - runsEach: About how often the network runs for an image.
  ///   - messages: Where warnings are shown.
  ///   - labels: The labels of what `make` gives: as many as there are classes.
  ///   - make: Makes it from the plan and the labels, or without labels.
  /// - Returns: What was made, and where its labels are from.
  /// - Throws: `CommandError`, or what keeps the network from being made ready.
  static func runner<Runner>(
    _ words: ModelWords, images: ImageOptions, size: SizeOptions, options: NetworkOptions,
    runsEach: Int = 1, messages: Messages,
    labels: (Runner) -> [String], make: (ExecutionPlan, [String]?) throws -> Runner
  ) throws -> (Runner, LabelSource) {
    let model = try Model(
      words.cfg, width: size.width, height: size.height, options: options, messages: messages)
    let path = try model.weightsPath(words.weights)
    try images.checkOutput(against: words.rest, model: [model.cfg, path])
    try images.checkOutputAgainstLists()
    let weights = try model.weights(at: path, options: options, messages: messages)
    let plan = try model.plan(
      weights, options: options, expectedRunCount: images.expectedCount(words.rest) * runsEach,
      messages: messages)
    let classCount = try labels(make(plan, nil)).count
    try images.checkOutput(against: words.rest, model: [plan.classTree?.file].compactMap(\.self))
    let source = try model.labels(
      images.labels, of: plan, classCount: classCount, messages: messages)
    return (try make(plan, source.labels), source)
  }
}
