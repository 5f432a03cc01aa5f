/// Typed, range-checked access to one section's options; remembers which keys were asked for.
///
/// Every read marks its key as known. What is left at the end is reported by ``unused()``. Where a
/// key stands twice the first counts, as in darknet. All errors stand at the option's line.
package struct SectionReader: ~Copyable {
  /// The canonical name of the section, as messages write it: `convolutional` also for `[conv]`.
  package let type: String
  /// Where the section begins.
  package let location: CfgLocation
  /// Whose rules decide where the programs read a key differently.
  package let compatibility: Compatibility

  private let options: [String: CfgOption]
  private var known: Set<String> = []
  private var ignored: Set<String> = []
  private var warnings: [CfgWarning]

  private static let suggestionCount = 10

  /// Reads `section`, which messages call `type`.
  package init(
    _ section: CfgSection, type: String, compatibility: Compatibility = .recommended
  ) {
    (self.type, location, self.compatibility) = (type, section.location, compatibility)
    options = Dictionary(
      section.options.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    warnings = Self.duplicates(in: section, firsts: options)
  }

  /// The option for `key`, which is known from now on.
  mutating func option(_ key: String) -> CfgOption? {
    known.insert(key)
    return options[key]
  }

  /// Whether the section has `key`, which is known from now on.
  package mutating func contains(_ key: String) -> Bool { option(key) != nil }

  /// Marks keys as known that mean nothing to inference, such as settings of training.
  package mutating func accept(_ keys: [String]) {
    known.formUnion(keys)
    ignored.formUnion(keys)
  }

  /// Those of the accepted keys that the section has, line by line.
  var ignoredKeys: [String] {
    options.values.filter { ignored.contains($0.key) }.sorted { $0.line < $1.line }.map(\.key)
  }

  /// Refuses a feature of darknet that this package lacks.
  ///
  /// - Throws: ``CfgError/Code/unsupported`` where `key` is given, unless its value is `harmless`.
  package mutating func refuse(_ key: String, unless harmless: Int? = nil) throws(CfgError) {
    guard let option = option(key) else { return }
    if let harmless, NumberText<Int>(option.value)?.value == harmless { return }
    throw fault(option, .unsupported, "is known, but not supported")
  }

  /// A warning about the option of `key`, or about the section where it has none.
  package mutating func warn(_ key: String, _ message: String) {
    warnings.append(CfgWarning(.value, at: place(of: key), message))
  }

  /// Where `key` stands; the section's header where it does not.
  package func place(of key: String) -> CfgLocation {
    CfgLocation(file: location.file, line: options[key]?.line ?? location.line)
  }

  /// An error about the value of `key`: `'key=value' message`.
  package func fault(_ key: String, _ message: String, help: String? = nil) -> CfgError {
    guard let option = options[key] else {
      return CfgError(.badValue, at: location, "[\(type)] '\(key)' \(message)", help: help)
    }
    return fault(option, .badValue, message, help: help)
  }

  func fault(
    _ option: CfgOption, _ code: CfgError.Code, _ message: String, help: String? = nil
  ) -> CfgError {
    let text = Wording.quoted(option.text)
    return CfgError(code, at: place(of: option.key), "\(text) \(message)", help: help)
  }

  /// An error about a key that has to be there, with the option that may be a misspelling of it.
  func missing(_ key: String, _ rule: String) -> CfgError {
    let strangers = options.keys.filter { !known.contains($0) }
    let nearest = Suggestion.nearest(to: key, among: strangers).flatMap { options[$0] }
    return CfgError(
      .missingKey, at: location, "[\(type)] lacks the key '\(key)'; it takes \(rule)",
      help: nearest.map {
        "line \($0.line) has \(Wording.quoted($0.text)); did you mean '\(key)'?"
      })
  }

  /// A warning where there is text behind the number that begins the value of `option`.
  mutating func warnOfRest<Number>(of number: NumberText<Number>, in option: CfgOption) {
    guard !number.rest.isEmpty else { return }
    warn(
      option.key,
      "\(Wording.quoted(option.text)) is read as \(number.value); "
        + "\(Wording.quoted(String(number.rest))) is ignored")
  }

  /// All remarks on the section, line by line: repeated keys, odd values, keys nobody asked for.
  package consuming func unused() -> [CfgWarning] {
    let strangers = options.values.filter { !known.contains($0.key) }.sorted { $0.line < $1.line }
    for (position, option) in strangers.enumerated() {
      // The search for a name takes time; nobody reads hundreds of suggestions.
      let searched = position < Self.suggestionCount ? known : []
      let nearest = Suggestion.nearest(to: option.key, among: searched)
      let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
      let text = "[\(type)] has no key \(Wording.quoted(option.key)), it is ignored"
      warnings.append(CfgWarning(.unknownKey, at: place(of: option.key), text + hint))
    }
    return warnings.sorted { ($0.location.line, $0.message) < ($1.location.line, $1.message) }
  }

  /// The remarks on values so far, line by line: what is said of a section that is read once more.
  var valueWarnings: [CfgWarning] {
    warnings.filter { $0.code == .value }.sorted { $0.location.line < $1.location.line }
  }

  private static func duplicates(
    in section: CfgSection, firsts: [String: CfgOption]
  ) -> [CfgWarning] {
    section.options.compactMap { option in
      guard let first = firsts[option.key], first.line != option.line else { return nil }
      let location = CfgLocation(file: section.location.file, line: option.line)
      return .duplicate(option, of: first, at: location)
    }
  }
}
