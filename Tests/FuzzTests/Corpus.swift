import Foundation
import FuzzTargets
import Testing

/// The inputs that are kept for a target: where libFuzzer starts from, and what it once found.
enum Corpus {
  /// Every input of every target.
  static let inputs: [CorpusInput] = FuzzTarget.allCases.flatMap(inputs)

  /// The inputs of one target, in the order of their names.
  static func inputs(of target: FuzzTarget) -> [CorpusInput] {
    folders(of: target).flatMap { folder in
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
      return (names ?? []).filter { !$0.hasPrefix(".") && !$0.hasSuffix(".md") }.sorted()
        .map { CorpusInput(target: target, file: folder.appending(path: $0)) }
    }
  }

  /// The words that mean something to a target; none where it has no dictionary.
  static func words(of target: FuzzTarget) -> [[UInt8]] {
    let file = package.appending(path: "Tests/Fuzz/Dictionaries/\(target.rawValue).dict")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap(FuzzDictionary.word)
  }

  /// The pictures that other tests compare are a corpus already.
  private static func folders(of target: FuzzTarget) -> [URL] {
    let own = package.appending(path: "Tests/Fuzz/Corpus/\(target.rawValue)")
    return target == .image
      ? [own, package.appending(path: "Tests/EngineTests/Fixtures/images")] : [own]
  }

  private static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// One input that is kept.
struct CorpusInput: Sendable, CustomTestStringConvertible {
  /// What it is fed to.
  let target: FuzzTarget
  /// Where it is.
  let file: URL

  /// The input itself.
  var bytes: [UInt8] {
    get throws { [UInt8](try Data(contentsOf: file)) }
  }

  /// `cfg/heads.cfg`.
  var testDescription: String { "\(target.rawValue)/\(file.lastPathComponent)" }
}
