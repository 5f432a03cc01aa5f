/// The keys of `[softmax]` that training has a use for.
///
/// - Reference: darknet `parser.c`, `parse_softmax`.
package struct SoftmaxTraining: Sendable, Hashable {
  /// Whether the layer is a step on the way to another loss.
  package let noloss: Bool

  /// Reads the section.
  package init(reading options: inout SectionReader) throws(CfgError) {
    noloss = try options.flag("noloss")
  }
}
