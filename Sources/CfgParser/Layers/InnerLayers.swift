/// Recurrent layers have whole layers inside: their arrays are named after the inner layer's word.
extension WeightBlock {
  /// The name of the array `name` of the layer inside that darknet calls `part`: `wz.weights`; the
  /// name alone without a part.
  package static func name(_ name: String, in part: String?) -> String {
    part.map { "\($0).\(name)" } ?? name
  }

  /// The name without the word of the layer inside.
  package static func plainName(_ name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? name
  }

  /// The word of the layer inside that the array belongs to, if there is one.
  package static func part(of name: String) -> String? {
    name.split(separator: ".").dropLast().first.map(String.init)
  }
}

extension Layer {
  /// The arrays of this layer where another has it inside, reads `input` with it, and calls it
  /// `part`.
  func weightBlocks(
    as part: String, reading input: Shape, in dialect: WeightDialect
  ) -> [WeightBlock] {
    weightBlocks(for: [input], in: dialect).map { block in
      WeightBlock(
        WeightBlock.name(block.name, in: part), count: block.count, initial: block.initial)
    }
  }
}
