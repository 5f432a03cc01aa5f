import CfgParser
import Engine

/// A weights file, against networks whose layers read every kind of array.
package enum WeightsTarget {
  /// How many values a file may have to fit one of the networks.
  package static var valueCounts: Set<Int> {
    Set(
      networks.flatMap { network in
        WeightDialect.allCases.map { network.weightValueCount(in: $0) }
      })
  }

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) {
    let file = ScratchFile(bytes)
    try check(file.path, bytes)
  }

  private static func check(_ path: String, _ bytes: [UInt8]) throws(BrokenPromise) {
    _ = try? WeightsCheck(contentsOf: path, for: nil)
    let file = try? WeightsFile(contentsOf: path)
    for network in networks { try check(path, file, network) }
    guard let file else { return }
    try expect(
      file.header.byteCount + 4 * file.valueCount + file.looseByteCount == bytes.count
        && (0..<4).contains(file.looseByteCount),
      "\(bytes.count) bytes are \(file.valueCount) values and \(file.looseByteCount) bytes more")
  }

  private static func check(
    _ path: String, _ file: WeightsFile?, _ network: Network
  ) throws(BrokenPromise) {
    guard let check = try? WeightsCheck(contentsOf: path, for: network) else {
      throw BrokenPromise("a file that can be read cannot be checked")
    }
    let errors = check.findings.filter { $0.severity == .error }
    guard let file else {
      try expect(!errors.isEmpty, "a check takes what is no weights file")
      return
    }
    let strict = try? NetworkWeights(file, for: network)
    try expect(
      (strict == nil) == errors.contains { $0.rule.name.hasPrefix("weights-") },
      "a check and a plan differ about a file of \(file.valueCount) values: \(errors)")
    if let strict {
      try expect(
        file.valueCount == network.weightValueCount(in: strict.dialect),
        "\(file.valueCount) values are taken for \(network.weightValueCount(in: strict.dialect))")
      try NetworkRun.check(network, strict)
    }
    guard let lenient = try? NetworkWeights(file, for: network, allowing: .everything) else {
      throw BrokenPromise("a file is refused although its size may be any")
    }
    if strict == nil { try NetworkRun.check(network, lenient) }
  }

  /// Networks of few weights, of another number each.
  private static let networks: [Network] = texts.map { text in
    do {
      return try Network(
        CfgDocument(parsing: "[net]\nwidth=4\nheight=4\nchannels=2\n" + text, file: "net.cfg"))
    } catch { fatalError("\(error)") }
  }

  private static let texts = [
    // Matrices that may be stored transposed, batch normalisation of both dialects.
    """
    [convolutional]
    batch_normalize=1
    filters=1
    size=1
    [batchnorm]
    [connected]
    output=2
    batch_normalize=1
    """,
    // Arrays that are read in part, not at all, or the other way round.
    """
    [convolutional]
    filters=3
    size=1
    numload=2
    [connected]
    output=2
    dontload=1
    [convolutional]
    filters=2
    size=1
    flipped=1
    [convolutional]
    batch_normalize=1
    dontloadscales=1
    filters=2
    size=1
    xnor=1
    """,
    // What has states, and layers inside it.
    """
    [crnn]
    pad=1
    output=1
    hidden=1
    [lstm]
    output=1
    [implicit]
    filters=3
    """,
  ]
}

extension NetworkWeights.Leniency {
  /// Whatever the size.
  fileprivate static let everything = Self(
    allowsTrailing: true, allowsPartial: true, allowsTruncated: true)
}
