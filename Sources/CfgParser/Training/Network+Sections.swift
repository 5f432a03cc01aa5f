/// The sections that the layers were made of, for the keys of training.
extension Network {
  /// The section of a layer, ready to be read once more.
  package func reader(of node: Node) -> SectionReader {
    // [net] stands before the sections of the layers.
    SectionReader(
      document.sections[node.index + 1], type: node.type, compatibility: compatibility)
  }

  /// `[net]`, ready to be read once more.
  package var settingsReader: SectionReader {
    SectionReader(document.sections[0], type: "net", compatibility: compatibility)
  }
}

extension Network {
  /// Whether a weights file gets the layer's arrays: not with the original's `dontsave=1`.
  package func savesWeights(of node: Node) -> Bool {
    guard compatibility != .alexeyab else { return true }
    var options = reader(of: node)
    // A value that is no number is an error where somebody trains, not here.
    return (try? options.flag("dontsave")) != true
  }
}
