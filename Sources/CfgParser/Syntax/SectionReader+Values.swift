extension SectionReader {
  /// The integer of `key`, which the section must have.
  package mutating func int(_ key: String, in range: ClosedRange<Int>) throws(CfgError) -> Int {
    guard let option = option(key) else { throw missing(key, Self.rule(key, range)) }
    return try int(option, in: range)
  }

  /// The integer of `key`, or `value` where the section lacks it.
  package mutating func int(
    _ key: String, default value: Int, in range: ClosedRange<Int>
  ) throws(CfgError) -> Int {
    guard let option = option(key) else { return value }
    return try int(option, in: range)
  }

  /// The integer of `key`, which cannot be 0.
  package mutating func nonzeroInt(
    _ key: String, default value: Int, in range: ClosedRange<Int>
  ) throws(CfgError) -> Int {
    let found = try int(key, default: value, in: range)
    guard found != 0 else {
      throw fault(key, "is out of range; [\(type)] takes \(Self.rule(key, range)), but not 0")
    }
    return found
  }

  /// Whether the integer of `key` is other than 0.
  package mutating func flag(_ key: String, default value: Bool = false) throws(CfgError) -> Bool {
    guard let option = option(key) else { return value }
    guard let number = NumberText<Int>(option.value) else {
      throw fault(option, .badValue, "is not an integer; [\(type)] takes \(key)=0 or \(key)=1")
    }
    warnOfRest(of: number, in: option)
    return number.value != 0
  }

  /// The finite number of `key`, or `value` where the section lacks it.
  package mutating func float(_ key: String, default value: Float) throws(CfgError) -> Float {
    guard let option = option(key) else { return value }
    guard let number = NumberText<Float>(option.value) else {
      throw fault(
        option, .badValue,
        "is not a finite number; [\(type)] takes \(Wording.withArticle(key)), \(value) by default")
    }
    warnOfRest(of: number, in: option)
    return number.value
  }

  /// The number of `key`, which must be above 0.
  package mutating func positiveFloat(
    _ key: String, default value: Float
  ) throws(CfgError) -> Float {
    let found = try float(key, default: value)
    guard found > 0 else {
      throw fault(key, "is out of range; [\(type)] takes \(Wording.withArticle(key)) above 0")
    }
    return found
  }

  /// The value that `key` names, or `value` where the section lacks the key.
  package mutating func name<Name>(
    _ key: String, default value: Name
  ) throws(CfgError) -> Name
  where Name: RawRepresentable & CaseIterable, Name.RawValue == String {
    try choice(key, default: value, among: Name.allCases.map { ($0.rawValue, $0) })
  }

  /// The activation that `key` names, or `value` where the section lacks the key.
  ///
  /// The programs take a name they do not know as relu: so do their sets, with a warning.
  package mutating func name(
    _ key: String, default value: Activation
  ) throws(CfgError) -> Activation {
    let names = Activation.allCases.map { (name: $0.rawValue, value: $0) }
    if compatibility.overlooksFaults, let option = option(key),
      Activation(rawValue: option.value) == nil
    {
      warn(key, "\(Wording.quoted(option.text)) is not known, it is taken as relu")
      return .relu
    }
    return try choice(key, default: value, among: names)
  }

  /// The value that goes by the name `key` gives, or `value` where the section lacks the key.
  package mutating func choice<Value>(
    _ key: String, default value: Value, among choices: [(name: String, value: Value)]
  ) throws(CfgError) -> Value {
    guard let option = option(key) else { return value }
    if let match = choices.first(where: { $0.name == option.value }) { return match.value }
    let names = choices.map(\.name)
    let nearest = Suggestion.nearest(to: option.value, among: names)
    throw fault(
      option, .badValue, "is not known; [\(type)] takes \(Wording.list(names))",
      help: nearest.map { "did you mean '\($0)'?" })
  }

  /// The integer of `key`, from 1 on; AlexeyAB's fork takes less than 1 as `value`, and so does its
  /// set, with a warning.
  package mutating func positiveInt(
    _ key: String, default value: Int, upTo limit: Int
  ) throws(CfgError) -> Int {
    let lowest = compatibility == .alexeyab ? -limit : 1
    let found = try int(key, default: value, in: lowest...limit)
    guard found < 1 else { return found }
    warn(key, "'\(key)=\(found)' is taken as \(key)=\(value)")
    return value
  }

  private mutating func int(
    _ option: CfgOption, in range: ClosedRange<Int>
  ) throws(CfgError) -> Int {
    let rule = "[\(type)] takes \(Self.rule(option.key, range))"
    guard let number = NumberText<Int>(option.value) else {
      throw fault(option, .badValue, "is not an integer; \(rule)")
    }
    guard range.contains(number.value) else {
      throw fault(option, .badValue, "is out of range; \(rule)")
    }
    warnOfRest(of: number, in: option)
    return number.value
  }

  private static func rule(_ key: String, _ range: ClosedRange<Int>) -> String {
    let ends = "\(Wording.grouped(range.lowerBound)) to \(Wording.grouped(range.upperBound))"
    return "\(Wording.withArticle(key)) from \(ends)"
  }
}
