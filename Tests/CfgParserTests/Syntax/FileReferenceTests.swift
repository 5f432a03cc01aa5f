import TestSupport
import Testing

@testable import CfgParser

@Suite("files that sections name")
struct FileReferenceTests {
  private func places(_ path: String, in cfg: String) throws -> [String] {
    let section = try CfgDocument(parsing: "[softmax]\ntree=\(path)", file: cfg).sections[0]
    var options = SectionReader(section, type: "softmax")
    let reference = try #require(try options.file("tree"))
    _ = options.unused()
    return reference.places
  }

  @Test("are looked for from the working directory, beside the cfg, and beside its folder")
  func relative() throws {
    #expect(
      try places("data/9k.tree", in: "nets/cfg/yolo9000.cfg")
        == ["data/9k.tree", "nets/cfg/data/9k.tree", "nets/cfg/../data/9k.tree"])
    #expect(
      try places("9k.tree", in: "/cfg/yolo9000.cfg")
        == ["9k.tree", "/cfg/9k.tree", "/cfg/../9k.tree"])
    #expect(try places("data/9k.tree", in: "yolo9000.cfg") == ["data/9k.tree", "../data/9k.tree"])
  }

  @Test("are where an absolute path says and nowhere else")
  func absolute() throws {
    #expect(try places("/data/9k.tree", in: "cfg/yolo9000.cfg") == ["/data/9k.tree"])
  }

  @Test("have a name")
  func nameless() throws {
    let error = #expect(throws: CfgError.self) { try places("", in: "x.cfg") }
    #expect(error?.description == "x.cfg:2: error: 'tree=' names no file")
  }
}
