/// What a section has that means nothing to inference: settings of training and of graphics cards.
public struct IgnoredOptions: Sendable, Hashable {
  /// Where the section begins.
  public let location: CfgLocation
  /// The canonical name of the section, without brackets.
  public let section: String
  /// Its keys that are accepted and ignored, in the order of the file.
  public let keys: [String]
  /// Whether all of the section means nothing to inference, as `[cost]` and `[dropout]`.
  public let isWholeSection: Bool
}

extension SectionReader {
  /// What was accepted without being read; nothing if there was no such key.
  func ignored(isWholeSection: Bool = false) -> IgnoredOptions? {
    let keys = ignoredKeys
    guard isWholeSection || !keys.isEmpty else { return nil }
    return IgnoredOptions(
      location: location, section: type, keys: keys, isWholeSection: isWholeSection)
  }
}
