public import ArgumentParser
public import CfgParser
public import Engine

/// How pictures for a detector are fitted into its input.
enum DetectorResize: String, CaseIterable, ExpressibleByArgument {
  case auto, letterbox, stretch

  /// The mode, or nil for the one the network was published with.
  var mode: ResizeMode? { ResizeMode(rawValue: rawValue) }
}

/// How pictures for a classifier are fitted into its input.
enum ClassifierResize: String, CaseIterable, ExpressibleByArgument {
  case auto, crop, letterbox, stretch

  /// The mode, or nil for what `--compat` says.
  var mode: ResizeMode? { ResizeMode(rawValue: rawValue) }
}

extension Compatibility: ExpressibleByArgument {}
extension ExifPolicy: ExpressibleByArgument {}
extension NmsKind: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
