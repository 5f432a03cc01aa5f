public import CfgParser

/// Looks a weights file over: what it is, whether it fits a network, and whether its values can be
/// those of a trained one.
///
/// Values are read a part at a time, so that files of any size take little memory. Findings stand at
/// the file; their messages name layers and arrays.
///
/// ```swift
/// let check = try WeightsCheck(contentsOf: "my.weights", for: network)
/// for finding in check.findings { print(finding) }
/// ```
public struct WeightsCheck: Sendable {
  /// The file as the caller wrote it.
  public let file: String
  /// What the file starts with; nil for what is no weights file.
  public let header: WeightsFile.Header?
  /// Values behind the header; nil for what is no weights file.
  public let valueCount: Int?
  /// Values the network takes; nil without a network.
  public let neededValueCount: Int?
  /// Values that were looked at: none of a file that belongs to another network.
  public let checkedValueCount: Int
  /// What was found: first about the file, then layer by layer.
  public let findings: [Finding]

  /// Everything a check of weights can find.
  public static let rules: [CheckRule] =
    [
      .weightsLookup, .notWeights, .weightsSize, .weightsPartial, .weightsClasses, .weightsVersion,
      .weightsUnchecked,
    ]
    + ArrayRules.all.map { $0.rule }

  /// Checks the file at `path` against `network`, or by itself where there is none.
  ///
  /// - Throws: `WeightsError.Code.unreadable` with the system's reason, `.changed` for a file that
  ///   changes meanwhile.
  public init(contentsOf path: String, for network: Network?) throws(WeightsError) {
    let opened: WeightsFile
    do throws(WeightsError) {
      opened = try WeightsFile(contentsOf: path)
    } catch {
      guard error.code == .notWeights || error.code == .tooShort else { throw error }
      self.init(refused: error, path)
      return
    }
    try self.init(opened, network)
  }

  private init(_ opened: WeightsFile, _ network: Network?) throws(WeightsError) {
    file = opened.path
    (header, valueCount) = (opened.header, opened.valueCount)
    let remarks = WeightsVersion.findings(opened)
    guard let network else {
      (neededValueCount, checkedValueCount) = (nil, 0)
      findings = remarks + WeightsFit.findings(alone: opened)
      return
    }
    let fit = WeightsFit(opened, network)
    let values = try fit.weights.map { (weights) throws(WeightsError) in
      try ValueCheck(weights, of: network)
    }
    (neededValueCount, checkedValueCount) = (fit.neededValueCount, values?.valueCount ?? 0)
    findings = remarks + fit.findings + (values?.findings ?? [])
  }

  private init(refused error: WeightsError, _ path: String) {
    file = path
    (header, valueCount, neededValueCount, checkedValueCount) = (nil, nil, nil, 0)
    findings = [Finding(.notWeights, in: path, error.message, help: error.help)]
  }
}
