import CfgParser
import Foundation
import FuzzTargets
import Testing

@Suite("fuzzing")
struct CorpusTests {
  /// Inputs that are made of each that is kept, in a run of the tests.
  private static let mutationCount = 40

  @Test("every input that is kept is read or refused as promised", arguments: Corpus.inputs)
  func replay(_ input: CorpusInput) throws {
    try input.target.run(input.bytes)
  }

  @Test("so are inputs made of it at random, the same in every run", arguments: Corpus.inputs)
  func mutations(_ input: CorpusInput) throws {
    let bytes = try input.bytes
    var mutator = Mutator(
      seed: UInt64(bytes.count), words: Corpus.words(of: input.target))
    for _ in 0..<Self.mutationCount {
      let mutated = mutator.mutated(bytes)
      do {
        try input.target.run(mutated)
      } catch {
        Issue.record("\(error)\n\(Data(mutated).base64EncodedString())")
      }
    }
  }

  @Test("every target has inputs that are kept", arguments: FuzzTarget.allCases)
  func complete(_ target: FuzzTarget) {
    #expect(Corpus.inputs(of: target).count >= 5)
  }

  @Test("the kept cfgs have a section of every type")
  func sections() throws {
    let names = try Corpus.inputs(of: .cfg).flatMap { input in
      let bytes = try input.bytes
      let document = try? CfgDocument(parsingUTF8: bytes, file: "net.cfg")
      return document?.sections.map(\.name) ?? []
    }
    let missing = LayerRegistry.all.map { $0.sectionNames[0] }.filter { !names.contains($0) }
    #expect(missing == [])
  }

  @Test(
    "the kept cfgs that fuzzing starts from are networks without a remark",
    arguments: ["images.cfg", "heads.cfg", "recurrent.cfg"])
  func sound(_ name: String) throws {
    let input = try #require(
      Corpus.inputs(of: .cfg).first { $0.file.lastPathComponent == name })
    let document = try CfgDocument(parsingUTF8: input.bytes, file: name)
    #expect(try Network(document).warnings == [])
  }

  @Test("the kept weights fit every network of their target, in either dialect")
  func weights() throws {
    let counts = try Corpus.inputs(of: .weights).map { (try $0.bytes.count - 20) / 4 }
    #expect(WeightsTarget.valueCounts.subtracting(counts) == [])
  }

  @Test("words of a dictionary are text, or bytes in hexadecimal")
  func dictionary() {
    #expect(FuzzDictionary.word("# a comment with \"quotes\"") == nil)
    #expect(FuzzDictionary.word("name=\"[net]\\x0A\\\\\"") == Array("[net]\n\\".utf8))
  }
}
