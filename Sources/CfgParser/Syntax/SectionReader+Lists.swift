extension SectionReader {
  /// The integers of `key`, separated by commas, or nothing where the section lacks it.
  package mutating func ints(_ key: String) throws(CfgError) -> [Int]? {
    try numbers(key, "an integer", NumberText<Int>.init(_:))
  }

  /// The finite numbers of `key`, separated by commas, or nothing where the section lacks it.
  package mutating func floats(_ key: String) throws(CfgError) -> [Float]? {
    try numbers(key, "a finite number", NumberText<Float>.init(_:))
  }

  /// The layers that `key` refers to, as absolute numbers; negative ones count back from layer
  /// `index`.
  ///
  /// - Throws: ``CfgError/Code/missingKey``; ``CfgError/Code/badReference`` for a layer that does
  ///   not come before `index`.
  package mutating func layerNumbers(_ key: String, at index: Int) throws(CfgError) -> [Int] {
    guard let written = try ints(key) else {
      throw missing(key, "layer numbers separated by commas")
    }
    var layers: [Int] = []
    for number in written {
      // Numbers near the ends of 64 bits refer to nothing either way, so they may wrap.
      let layer = number < 0 ? index &+ number : number
      guard (0..<index).contains(layer) else { throw badReference(layer, in: key, at: index) }
      layers.append(layer)
    }
    return layers
  }

  /// The one layer that `key` refers to, likewise.
  package mutating func layerNumber(_ key: String, at index: Int) throws(CfgError) -> Int {
    let layers = try layerNumbers(key, at: index)
    guard layers.count == 1 else {
      throw fault(key, "names \(layers.count) layers; [\(type)] takes one")
    }
    return layers[0]
  }

  private func badReference(_ layer: Int, in key: String, at index: Int) -> CfgError {
    let candidates =
      switch index {
      case 0: "no layer comes before it"
      case 1: "only layer 0 comes before it"
      default: "only layers 0 to \(index - 1) come before it"
      }
    return CfgError(
      .badReference, at: place(of: key),
      "layer \(index) [\(type)] refers to layer \(layer), but \(candidates)",
      help: "'\(key)' counts from 0, or backwards from here with -1, -2, …")
  }

  private mutating func numbers<Number>(
    _ key: String, _ kind: String, _ read: (String) -> NumberText<Number>?
  ) throws(CfgError) -> [Number]? {
    guard let option = option(key) else { return nil }
    let items = option.value.split(separator: ",", omittingEmptySubsequences: false)
    guard items.count <= Limits.listCount else {
      throw fault(
        option, .tooLarge,
        "has \(Wording.grouped(items.count)) items; "
          + "[\(type)] takes up to \(Wording.grouped(Limits.listCount))")
    }
    var numbers: [Number] = []
    for (position, item) in items.enumerated() {
      guard let number = read(String(item)) else {
        throw fault(
          option, .badValue,
          "has \(Wording.quoted(String(item))) as item \(position + 1), which is not \(kind)")
      }
      warnOfRest(of: number, in: option)
      numbers.append(number.value)
    }
    return numbers
  }
}
