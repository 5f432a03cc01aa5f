import CfgParser

/// The network that `text` describes; messages call the file `net.cfg`.
func network(
  _ text: String, _ compatibility: Compatibility = .recommended, file: String = "net.cfg"
) throws(CfgError) -> Network {
  try Network(CfgDocument(parsing: text, file: file), compatibility: compatibility)
}

/// What is wrong with `text` as a network, or nothing.
func fault(of text: String, file: String = "net.cfg") -> CfgError? {
  do {
    _ = try network(text, file: file)
    return nil
  } catch {
    return error
  }
}

/// An image of 3 channels for input, and the layers of `text` behind it; `[net]` is line 1.
func net(width: Int = 32, height: Int = 24, _ text: String) -> String {
  "[net] # \(width)×\(height)\nwidth=\(width)\nheight=\(height)\nchannels=3\n" + text
}

/// Text with these lines at these numbers and nothing between them.
func placed(_ lines: [Int: String]) -> String {
  let count = lines.keys.max() ?? 0
  return (1...max(1, count)).map { lines[$0] ?? "" }.joined(separator: "\n")
}

extension Shape {
  /// An image of C × H × W.
  static func image(_ channels: Int, _ height: Int, _ width: Int) -> Shape {
    Shape(channels: channels, height: height, width: width)
  }
}

/// What is wrong with the shapes a layer gets, or nothing.
func misfit(_ layer: some Layer, _ inputs: Shape...) -> LayerFault? {
  do {
    _ = try layer.outputShape(for: inputs)
    return nil
  } catch {
    return error
  }
}
