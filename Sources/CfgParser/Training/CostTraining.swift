/// The keys of `[cost]`.
///
/// - Reference: darknet `parser.c`, `parse_cost`; `cost_layer.c`, `get_cost_type`.
package struct CostTraining: Sendable, Hashable {
  /// What a difference costs.
  package enum Kind: Sendable, Hashable {
    /// Its square.
    case sse
    /// Its magnitude; the original's.
    case l1
    /// Its square below 1, and a straight line beyond.
    case smooth
    /// Its square, but for truths of −1234, which count for nothing.
    case masked
  }

  /// What a difference costs; darknet's default is `sse`.
  package let type: Kind
  /// What the gradient is multiplied by, not the loss; darknet's default is 1.
  package let scale: Float

  /// Reads the section.
  ///
  /// - Throws: ``CfgError/Code/unsupported`` for `seg` and `wgan`, and the settings that only go
  ///   with them.
  package init(reading options: inout SectionReader) throws(CfgError) {
    type = try Self.type(&options)
    scale = try options.float("scale", default: 1)
  }

  private static func type(_ options: inout SectionReader) throws(CfgError) -> Kind {
    if ["seg", "wgan"].contains(options.option("type")?.value) { try options.refuse("type") }
    if try options.float("ratio", default: 0) != 0 { try options.refuse("ratio") }
    if try options.float("noobj", default: 1) != 1 { try options.refuse("noobj") }
    if try options.float("thresh", default: 0) != 0 { try options.refuse("thresh") }
    let isOriginal = options.compatibility != .alexeyab
    let names: [(name: String, value: Kind)] =
      [("sse", .sse), ("masked", .masked), ("smooth", .smooth)] + (isOriginal ? [("L1", .l1)] : [])
    let isKnown = names.contains { $0.name == options.option("type")?.value }
    guard options.compatibility.overlooksFaults, !isKnown, let option = options.option("type")
    else {
      return try options.choice("type", default: .sse, among: names)
    }
    options.warn("type", "\(Wording.quoted(option.text)) is not known, it is taken as sse")
    return .sse
  }
}
