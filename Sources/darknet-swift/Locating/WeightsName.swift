/// Tells whether a word of the call means weights.
enum WeightsName {
  /// Whether the name says so, or what the file starts with.
  static func fits(_ word: String) -> Bool { isName(word) || startsAsWeights(word) }

  /// `x.weights`, `x.backup`, `x.conv.23`, `x_final.weights.1`; and what other programs call their
  /// models, so that the message is about a model and not about an image.
  static func isName(_ word: String) -> Bool {
    let parts = word.split(separator: "/").last?.split(separator: ".").map { $0.lowercased() } ?? []
    guard parts.count > 1, let last = parts.last else { return false }
    if suffixes.contains(last) { return true }
    return Int(last) != nil && ["conv", "weights", "backup"].contains(parts[parts.count - 2])
  }

  private static let suffixes: Set<String> = [
    "weights", "backup", "gguf", "h5", "onnx", "pb", "pt", "pth", "safetensors", "tflite",
  ]

  /// Version 0.1 or 0.2 and a small revision: no image starts like that.
  private static func startsAsWeights(_ word: String) -> Bool {
    let path = RawPath(word)
    guard SystemCall.status(of: path)?.isRegularFile == true else { return false }
    let start = SystemCall.start(of: path, count: 16)
    guard start.count == 16 else { return false }
    let zeros = start[0..<4] + start[5..<8] + start[9..<12]
    return zeros.allSatisfy { $0 == 0 } && (1...2).contains(start[4]) && start[8] <= 5
  }
}
