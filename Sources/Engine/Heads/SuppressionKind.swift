/// How two boxes are compared when one suppresses the other: the `nms_kind` of cfg files.
public enum SuppressionKind: String, Sendable, Hashable, CaseIterable {
  /// Intersection over union.
  case `default`
  /// Distance IoU with exponent 0.6, whatever `beta_nms` says.
  case greedynms
  /// Distance IoU with exponent `beta_nms`.
  case diounms

  /// The kind a cfg file names; darknet takes any other text for `default`.
  public init(cfgName: String) { self = Self(rawValue: cfgName) ?? .default }
}
