/// One `key=value` line of a section.
public struct CfgOption: Sendable, Hashable {
  /// The text before the first `=`, without blanks.
  public let key: String
  /// The text after the first `=`, without blanks and without a `#` comment; may be empty.
  public let value: String
  /// The line it stands in, counted from 1.
  public let line: Int

  package init(key: String, value: String, line: Int) {
    (self.key, self.value, self.line) = (key, value, line)
  }

  /// `key=value`, as messages quote it.
  var text: String { "\(key)=\(value)" }
}

/// One `[section]` of a cfg file with its options, in the order of the file.
public struct CfgSection: Sendable, Hashable {
  /// The name between the brackets, without blanks.
  public let name: String
  /// The line of the header.
  public let location: CfgLocation
  /// The options as they stand, repeated keys included; of those the first one counts.
  public let options: [CfgOption]

  package init(name: String, location: CfgLocation, options: [CfgOption]) {
    (self.name, self.location, self.options) = (name, location, options)
  }

  /// The option that counts for `key`: darknet takes the first.
  func option(_ key: String) -> CfgOption? { options.first { $0.key == key } }
}
