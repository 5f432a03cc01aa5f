import CfgParser

/// What the version of a file says about where it comes from.
enum WeightsVersion {
  /// A remark on versions that nobody is known to write.
  ///
  /// - Reference: darknet `parser.c`, `save_weights_upto`, of either program; older files have 0.1,
  ///   and 1000 and more are flags.
  static func findings(_ file: WeightsFile) -> [Finding] {
    let (major, minor, revision) = (
      file.header.major, file.header.minor, file.header.revision
    )
    let isKnown = file.header.isTransposed || major == 0 && (1...2).contains(minor)
    guard !isKnown || revision < 0 || revision > 5 else { return [] }
    return [
      Finding(
        .weightsVersion, in: file.path,
        "the file has version \(major).\(minor).\(revision); Darknet writes 0.1.0, 0.2.0 and 0.2.5")
    ]
  }
}
