/// Which non-maximum suppression a `[yolo]` section asks for.
///
/// - Reference: AlexeyAB's darknet, `parser.c`, `parse_yolo`.
public enum NmsKind: String, Sendable, Hashable, CaseIterable {
  /// By the overlap alone, as in the original.
  case `default`
  /// By the overlap less the distance of the centres, with the exponent 0.6.
  case greedynms
  /// By the overlap less the distance of the centres, with the exponent `beta_nms`.
  case diounms
}
