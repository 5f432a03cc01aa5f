/// `[route]`: the channels of several layers behind one another, or one of `groups` parts of each.
///
/// - Input: any layers before.
/// - Output: (Σ C / groups) × H × W where all are images of one height and width; otherwise a
///   vector of all values.
/// - Weights: none.
/// - Reference: darknet `route_layer.c`, `parser.c`, `parse_route`; groups are AlexeyAB's, who
///   takes the part from every input before they are joined.
package struct RouteLayer: Layer {
  package static let sectionNames = ["route"]

  /// The layers that are joined, in order, as absolute numbers.
  package let layers: [Int]
  /// Parts the channels of each input are split into.
  package let groups: Int
  /// Which of the parts is taken, from 0.
  package let groupId: Int

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    layers = try options.layerNumbers("layers", at: index)
    groups = try options.int("groups", default: 1, in: 1...Limits.channelCount)
    groupId = try options.int("group_id", default: 0, in: 0...(groups - 1))
    options.accept(["stream", "wait_stream"])
  }

  package var inputs: [LayerInput] { layers.map { .layer($0) } }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    for (position, shape) in inputs.enumerated() where !shape.channels.isMultiple(of: groups) {
      throw LayerFault("needs channels that groups=\(groups) divides", input: position)
    }
    let first = inputs[0]
    let isImage = inputs.allSatisfy {
      $0.isImage && $0.height == first.height && $0.width == first.width
    }
    guard isImage else { return Shape(vectorOf: inputs.reduce(0) { $0 + $1.count / groups }) }
    let channels = inputs.reduce(0) { $0 + $1.channels / groups }
    return Shape(channels: channels, height: first.height, width: first.width)
  }

  package func sizeDescription(for inputs: [Shape]) -> String {
    groups == 1 ? "" : "\(groupId)/\(groups)"
  }
}
