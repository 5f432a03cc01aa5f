import CfgParser

/// How the size of a weights file goes with a network.
struct WeightsFit {
  /// Values it takes.
  let neededValueCount: Int
  /// The values whose layer is certain: those of a file that fits, or ends early.
  let weights: NetworkWeights?
  /// What is said about the size.
  let findings: [Finding]

  init(_ file: WeightsFile, _ network: Network) {
    let lenient = try? NetworkWeights(file, for: network, allowing: .all)
    neededValueCount = network.weightValueCount(in: lenient?.dialect ?? .alexeyab)
    let isShort = file.valueCount < neededValueCount
    do throws(WeightsError) {
      weights = try NetworkWeights(file, for: network, allowing: .init())
      findings = []
    } catch {
      let classes = ClassFit(network, file, neededValueCount)
      let isPartial = isShort && lenient?.endsWithLayer == true && file.looseByteCount == 0
      let rule: CheckRule = isPartial ? .weightsPartial : .weightsSize
      weights = isShort && classes == nil && !Self.isPublished(file) ? lenient : nil
      findings =
        [Finding(rule, in: file.path, error.message, help: error.help)]
        + [classes?.finding(file, network)].compactMap(\.self)
    }
  }

  /// What is said about a file without a network to compare it with.
  static func findings(alone file: WeightsFile) -> [Finding] {
    let match = PublishedNetwork.matching(valueCount: file.valueCount).first
    let size = match.map { "; its size is that of \($0.name)" } ?? ""
    return [
      Finding(
        .weightsUnchecked, in: file.path,
        "the file holds \(Wording.grouped(file.valueCount)) values\(size); it cannot be compared "
          + "before the cfg has no errors")
    ]
  }

  private static func isPublished(_ file: WeightsFile) -> Bool {
    !PublishedNetwork.matching(valueCount: file.valueCount).isEmpty
  }
}

extension NetworkWeights.Leniency {
  /// Whatever the size.
  fileprivate static let all = Self(
    allowsTrailing: true, allowsPartial: true, allowsTruncated: true)
}
