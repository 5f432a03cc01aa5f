import CfgParser
import Engine

/// A cfg is parsed, checked and made a network, in every reading; small ones are run.
enum CfgTarget {
  static func run(_ bytes: [UInt8]) throws(BrokenPromise) {
    for compatibility in Compatibility.allCases { try run(bytes, compatibility) }
  }

  private static func run(
    _ bytes: [UInt8], _ compatibility: Compatibility
  ) throws(BrokenPromise) {
    let outcome = Result { () throws(CfgError) in
      try Network(
        CfgDocument(parsingUTF8: bytes, file: "net.cfg"), compatibility: compatibility)
    }
    let check = CfgCheck(bytes, file: "net.cfg", compatibility: compatibility)
    try compare(check, with: outcome)
    if let document = try? CfgDocument(parsingUTF8: bytes, file: "net.cfg") {
      try checkPrinting(of: document)
      try checkResizing(of: document, compatibility, bytes)
    }
    guard case .success(let network) = outcome else { return }
    try expect(!NetworkSummary(network).description.isEmpty, "the table has no line")
    try NetworkRun.check(network)
  }

  /// A check has errors exactly where no network can be made, the one that refuses it among them.
  private static func compare(
    _ check: CfgCheck, with outcome: Result<Network, CfgError>
  ) throws(BrokenPromise) {
    let errors = check.findings.filter { $0.severity == .error }
    guard case .failure(let refusal) = outcome else {
      try expect(check.network != nil, "a check has no network where there is one")
      try expect(errors.isEmpty, "a check refuses what can be read: \(errors)")
      return
    }
    try expect(check.network == nil, "a check has a network where there is none")
    try expect(!refusal.message.isEmpty, "an error says nothing")
    // Filters that do not fit a head are told there, where the network is refused behind it.
    if errors.contains(where: { $0.rule.name == "head-filters" }) { return }
    let found = errors.contains {
      $0.message == refusal.message && $0.location.line == refusal.location.line
    }
    try expect(found, "a check does not tell what refuses the network: \(refusal)\n\(errors)")
  }

  /// Sections that are written out plainly are read as the same sections.
  private static func checkPrinting(of document: CfgDocument) throws(BrokenPromise) {
    let lines = document.sections.flatMap { section in
      ["[\(section.name)]"] + section.options.map { "\($0.key)=\($0.value)" }
    }
    let text = lines.map { $0 + "\n" }.joined()
    let again = try? CfgDocument(parsing: text, file: document.file)
    try expect(
      again?.sections.map(\.content) == document.sections.map(\.content),
      "sections are read otherwise when they are written out:\n\(text)")
  }

  /// Another size gives a network of that size, or a refusal with words.
  private static func checkResizing(
    of document: CfgDocument, _ compatibility: Compatibility, _ bytes: [UInt8]
  ) throws(BrokenPromise) {
    // The search for a size that would do takes its time, so not every text has it.
    let chance = bytes.fingerprint
    guard chance % 8 == 0 else { return }
    let width = Int(chance / 8 % 80)
    let resized = Result { () throws(CfgError) in
      try Network(document, width: width, height: nil, compatibility: compatibility)
    }
    switch resized {
    case .failure(let error): try expect(!error.message.isEmpty, "an error says nothing")
    case .success(let network):
      let isResized = network.inputShape.width == width || !network.warnings.isEmpty
      try expect(isResized, "the width \(width) became \(network.inputShape.width)")
    }
  }
}

extension CfgSection {
  /// What the section says, wherever it stands.
  fileprivate var content: [String] { [name] + options.flatMap { [$0.key, $0.value] } }
}
