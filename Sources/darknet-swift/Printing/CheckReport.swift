import CfgParser
import Engine

/// What `check` prints of a cfg and its weights, as text and as JSON.
struct CheckReport {
  private let cfg: CfgCheck
  private let weights: WeightsCheck?
  private let findings: [Finding]

  /// The findings on the cfg, which weights were found for it, and the findings on those.
  init(cfg: CfgCheck, lookup: WeightsLookup, weights: WeightsCheck?) {
    (self.cfg, self.weights) = (cfg, weights)
    let trees = cfg.network.map { TreeCheck($0).findings } ?? []
    findings =
      cfg.findings(with: trees) + [lookup.finding].compactMap(\.self) + (weights?.findings ?? [])
  }

  /// The worst that was found; nil where nothing was.
  var worst: Finding.Severity? { findings.map(\.severity).max() }

  /// A line a finding.
  func text(_ terminal: Terminal) -> String {
    findings.map { finding in
      let word = terminal.styled("\(finding.severity.rawValue):", finding.severity.style)
      return "\(finding.location.description.printable): \(word) \(finding.text.printable)\n"
    }.joined()
  }

  /// `my.cfg: 1 error, 2 warnings; my.weights: version 0.2.0, …`.
  var summary: String {
    let counts = Finding.Severity.allCases.reversed().compactMap { severity -> String? in
      let count = count(severity)
      guard count > 0 else { return nil }
      return "\(Wording.grouped(count)) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let found = counts.isEmpty ? "nothing wrong" : counts.joined(separator: ", ")
    return ["\(cfg.file): \(found)", weights?.summary].compactMap(\.self).joined(separator: "; ")
  }

  /// One object: the findings, and a summary.
  var json: JSONValue {
    .object([
      ("findings", .array(findings.map(\.json))),
      (
        "summary",
        .object([
          ("cfg", .string(cfg.file)),
          ("usable", .bool(worst != .error)),
          ("errors", .int(count(.error))),
          ("warnings", .int(count(.warning))),
          ("notes", .int(count(.note))),
          ("layers", cfg.network.map { .int(NetworkSummary($0).rows.count) } ?? .null),
          ("weights", weights?.json ?? .null),
        ])
      ),
    ])
  }

  private func count(_ severity: Finding.Severity) -> Int {
    findings.count { $0.severity == severity }
  }
}

extension Finding {
  /// An object for one finding.
  fileprivate var json: JSONValue {
    .object([
      ("file", .string(location.file)),
      ("line", location.line > 0 ? .int(location.line) : .null),
      ("column", location.column.map(JSONValue.int) ?? .null),
      ("severity", .string(severity.rawValue)),
      ("rule", .string(rule.name)),
      ("message", .string(message)),
      ("help", help.map(JSONValue.string) ?? .null),
    ])
  }
}

extension Finding.Severity {
  /// How the word looks on a terminal.
  fileprivate var style: Terminal.Style {
    switch self {
    case .note: .note
    case .warning: .warning
    case .error: .error
    }
  }
}

extension WeightsCheck {
  private var version: String? {
    header.map { "\($0.major).\($0.minor).\($0.revision)" }
  }

  /// A line about the file; nil for what is no weights file.
  fileprivate var summary: String? {
    guard let version, let header, let valueCount else { return nil }
    let needed = neededValueCount.map {
      $0 == valueCount ? ", as needed" : " of \(Wording.grouped($0))"
    }
    let checked = checkedValueCount == 0 ? "none" : Wording.grouped(checkedValueCount)
    return "\(file): version \(version), trained with "
      + "\(Wording.grouped(Int(clamping: header.seen))) images, \(Wording.grouped(valueCount)) "
      + "values\(needed ?? ""), \(checked) looked at"
  }

  /// An object about the file.
  fileprivate var json: JSONValue {
    .object([
      ("path", .string(file)),
      ("version", version.map(JSONValue.string) ?? .null),
      ("seen", header.map { .int(Int(clamping: $0.seen)) } ?? .null),
      ("values", valueCount.map(JSONValue.int) ?? .null),
      ("needed_values", neededValueCount.map(JSONValue.int) ?? .null),
      ("checked_values", .int(checkedValueCount)),
    ])
  }
}
