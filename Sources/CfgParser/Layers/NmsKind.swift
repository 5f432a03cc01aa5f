/// Which non-maximum suppression a `[yolo]` or `[Gaussian_yolo]` section asks for.
///
/// - Reference: AlexeyAB's darknet, `parser.c`, `parse_yolo` and `parse_gaussian_yolo`.
public enum NmsKind: String, Sendable, Hashable, CaseIterable {
  /// By the overlap alone, as in the original.
  case `default`
  /// By the overlap less the distance of the centres, with the exponent 0.6.
  case greedynms
  /// By the overlap less the distance of the centres, with the exponent `beta_nms`.
  case diounms
  /// By the overlap alone; a name that only `[Gaussian_yolo]` takes.
  case cornersnms
}

extension SectionReader {
  /// The kind that `nms_kind` names, one of `kinds`; darknet takes any other name as the default.
  mutating func nmsKind(among kinds: [NmsKind]) -> NmsKind {
    guard let option = option("nms_kind") else { return .default }
    if let kind = NmsKind(rawValue: option.value), kinds.contains(kind) { return kind }
    let names = Wording.list(kinds.map(\.rawValue))
    warn(
      "nms_kind",
      "\(Wording.quoted(option.text)) is taken as nms_kind=default; [\(type)] takes \(names)")
    return .default
  }
}
