/// One section of a cfg under review, and the layer that was made of it.
struct ReviewedLayer {
  /// The section as written.
  let section: CfgSection
  /// The layer in its place; where it is not known, something that holds the place.
  let node: Network.Node
  /// Whether the section could be read, and what it reads is known.
  let isKnown: Bool
  /// What keeps the layer from taking the channels it gets.
  var misfit: (fault: LayerFault, error: CfgError)?

  /// `layer 30 [convolutional]`.
  var name: String { "layer \(node.index) [\(node.type)]" }

  /// Where the section, or its option `key` if it has one, stands.
  func place(of key: String? = nil) -> CfgLocation {
    let line = key.flatMap { section.option($0)?.line }
    return CfgLocation(file: section.location.file, line: line ?? section.location.line)
  }
}
