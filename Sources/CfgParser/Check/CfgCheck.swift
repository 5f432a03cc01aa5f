/// Looks a cfg over, and says everything that is wrong or odd about it.
///
/// Where a ``Network`` is refused at the first fault, a check goes on: what can still be read is
/// read, and a fault is told once, without those that follow from it. A cfg has findings that are
/// errors exactly where no network can be made of it.
///
/// ```swift
/// for finding in try CfgCheck(contentsOf: "my.cfg").findings { print(finding) }
/// ```
public struct CfgCheck: Sendable {
  /// The file as the caller wrote it.
  public let file: String
  /// What was found, in the order of the file.
  public let findings: [Finding]
  /// The network, if one can be made.
  public let network: Network?

  /// The text, where it is one.
  private let text: TextFile?

  /// Everything a check of a cfg can find.
  public static let rules: [CheckRule] = CfgRules.all.flatMap { $0.rules }

  /// Findings of one rule a file can have; those beyond are counted.
  private static let limit = 100

  /// Checks the file at `path`.
  ///
  /// - Parameters:
  ///   - path: the cfg.
  ///   - names: the labels that go with it, whose number is compared with the classes.
  ///   - data: the data file that goes with it, likewise.
  ///   - compatibility: whose behaviour counts where the programs differ.
  /// - Throws: ``CfgError/Code/unreadable`` with the system's reason.
  public init(
    contentsOf path: String, names: NamesFile? = nil, data: DataFile? = nil,
    compatibility: Compatibility = .recommended
  ) throws(CfgError) {
    let bytes = try TextFile.contents(of: path)
    self.init(bytes, file: path, names: names, data: data, compatibility: compatibility)
  }

  /// Checks text, such as an editor's, that findings call `file`.
  public init(
    parsing text: String, file: String, names: NamesFile? = nil, data: DataFile? = nil,
    compatibility: Compatibility = .recommended
  ) {
    self.init(
      Array(text.utf8), file: file, names: names, data: data, compatibility: compatibility)
  }

  /// Checks the bytes of a file, which need not be UTF-8.
  package init(
    _ bytes: [UInt8], file: String, names: NamesFile? = nil, data: DataFile? = nil,
    compatibility: Compatibility = .recommended
  ) {
    do throws(CfgError) {
      let text = try TextFile(bytes: bytes, file: file)
      self.init(text, names: names, data: data, compatibility: compatibility)
    } catch {
      self.init(file, FaultRule.finding(error))
    }
  }

  /// Of a file that is no text.
  private init(_ file: String, _ finding: Finding) {
    (self.file, findings, network, text) = (file, [finding], nil, nil)
  }

  private init(
    _ text: TextFile, names: NamesFile?, data: DataFile?, compatibility: Compatibility
  ) {
    let review = CfgReview(text, names: names, data: data, compatibility: compatibility)
    var found = CfgRules.all.flatMap { Self.limited($0.findings(in: review)) }
    var network: Network?
    if !found.contains(where: { $0.severity == .error }) {
      do throws(CfgError) {
        network = try Network(review.document, compatibility: compatibility)
      } catch { found.append(FaultRule.finding(error)) }
    }
    (file, self.text, self.network) = (text.file, text, network)
    findings = FindingColumns(text).placed(found)
  }

  /// The findings, and others on the same file, in the order of the file.
  package func findings(with others: [Finding]) -> [Finding] {
    text.map { FindingColumns($0).placed(findings + others) } ?? findings + others
  }

  private static func limited(_ found: [Finding]) -> [Finding] {
    guard found.count > limit else { return found }
    let first = found[limit]
    let rest = Wording.grouped(found.count - limit)
    return found[..<limit]
      + [Finding(first.rule, at: first.location, "\(rest) more such findings are left out")]
  }
}
