import Engine

/// Darknet's `predictions.jpg`: the boxes of the one image of a call, in the working directory.
struct PredictionsFile: ResultSink {
  private static let path = "predictions.jpg"
  private var policy: OverwritePolicy
  private let messages: Messages

  /// Writes the picture unless it would replace one of `inputs`, and says so.
  init(keeping inputs: InputFiles, messages: Messages) {
    policy = OverwritePolicy(
      keeping: inputs, existing: .replaced, help: "use --no-image, or another working directory")
    self.messages = messages
  }

  mutating func take(_ result: DetectionResult) throws {
    guard result.isAlone, case .image = result.picture else { return }
    guard try policy.allows(Self.path, of: result.input) else { return }
    let bytes = try result.image.annotated(with: result.finding).encoded(as: .jpeg)
    try CommandError.writing { () throws(AtomicFileError) in
      try AtomicFile.write(bytes, to: Self.path)
    }
    messages.tell("\(Self.path): the image with its boxes")
  }
}
