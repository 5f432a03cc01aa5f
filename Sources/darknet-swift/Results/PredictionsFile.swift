import Engine

/// Darknet's `predictions.jpg`: the boxes of the one image of a call, in the working directory.
struct PredictionsFile: ResultSink {
  /// What it is called where nothing else is said.
  static let usualPath = "predictions.jpg"

  private let path: String
  private var policy: OverwritePolicy
  private let messages: Messages

  /// Writes the picture to `path` unless it would replace one of `inputs`, and says so.
  init(_ path: String = usualPath, keeping inputs: InputFiles, messages: Messages) {
    self.path = path
    policy = OverwritePolicy(
      keeping: inputs, existing: .replaced, help: "use --no-image, or another working directory")
    self.messages = messages
  }

  mutating func take(_ result: DetectionResult) throws {
    guard result.isAlone, case .image = result.picture else { return }
    guard try policy.allows(path, of: result.input) else { return }
    let pathExtension = ImageName(RawPath(path)).pathExtension
    let format = pathExtension.flatMap(ImageFormat.init(pathExtension:)) ?? .jpeg
    let bytes = try result.image.annotated(with: result.finding).encoded(as: format)
    try CommandError.write(bytes, to: path)
    messages.tell("\(path): the image with its boxes")
  }
}
