package import CfgParser

extension Layer {
  /// The layer that one section of text describes, as the layer of number `index`.
  ///
  /// Remarks on the section are dropped; ``warnings(_:at:)`` has them.
  package init(
    _ text: String, at index: Int = 0, compatibility: Compatibility = .recommended
  ) throws(CfgError) {
    var options = try Self.reader(text, compatibility)
    self = try Self(reading: &options, at: index)
    _ = options.unused()
  }

  /// The remarks on one section of text.
  package static func warnings(
    _ text: String, at index: Int = 0, compatibility: Compatibility = .recommended
  ) throws(CfgError) -> [CfgWarning] {
    var options = try reader(text, compatibility)
    _ = try Self(reading: &options, at: index)
    return options.unused()
  }

  private static func reader(
    _ text: String, _ compatibility: Compatibility
  ) throws(CfgError) -> SectionReader {
    let section = try CfgDocument(parsing: text, file: "layer.cfg").sections[0]
    return SectionReader(section, type: sectionNames[0], compatibility: compatibility)
  }
}
