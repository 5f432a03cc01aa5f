/// Holds the place of a layer that cannot be read.
struct PlaceholderLayer: Layer {
  static let sectionNames: [String] = []

  init() {}

  init(reading options: inout SectionReader, at index: Int) throws(CfgError) {}

  func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    Shape(channels: 1, height: 1, width: 1)
  }
}
