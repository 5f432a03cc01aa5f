import CfgParser
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("the images of a call")
struct ImageInputsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write("photos/b.jpg", "photos/a.png", "photos/notes.txt", "photos/.hidden.jpg")
    try write("photos/deep/c.BMP", "photos/deep/d.jpeg", "photos/jpg")
  }

  private func write(_ names: String...) throws {
    for name in names {
      let url = folder.url.appending(path: name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: url)
    }
  }

  /// The inputs, their paths without the folder of the test.
  private func inputs(
    _ words: [String], lists: [(path: String, form: ListReader.Form)] = []
  ) throws -> [(path: String, relative: String)] {
    var inputs = ImageInputs(words: words, lists: lists)
    var found: [(path: String, relative: String)] = []
    while let input = try inputs.next() {
      let path = input.path.text.replacing(folder.url.path + "/", with: "")
      found.append((path: path, relative: input.relativePath.text))
    }
    return found
  }

  @Test("a folder stands for the images in it and below, in order")
  func folders() throws {
    let found = try inputs([folder.path("photos")])
    #expect(
      found.map(\.path) == [
        "photos/a.png", "photos/b.jpg", "photos/deep/c.BMP", "photos/deep/d.jpeg",
      ])
    #expect(found.map(\.relative) == ["a.png", "b.jpg", "deep/c.BMP", "deep/d.jpeg"])
  }

  @Test("symbolic links that lead back make no image come twice")
  func loop() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("photos/deep/again"), withDestinationPath: folder.path("photos"))
    #expect(try inputs([folder.path("photos")]).count == 4)
  }

  @Test("a pattern stands for the files it matches; a file of that name comes first")
  func patterns() throws {
    let pattern = folder.path("photos/*.jpg")
    #expect(try inputs([pattern]).map(\.path) == ["photos/b.jpg"])
    try write("photos/*.jpg")
    #expect(try inputs([pattern]).map(\.path) == ["photos/*.jpg"])
  }

  @Test("words keep their order, lists come behind them")
  func order() throws {
    let list = try folder.write("\u{FEFF}x.jpg\r\n\n  \n# comment\n y z.jpg\nlast", as: "list.txt")
    let found = try inputs(["b", "a"], lists: [(list, .lines)])
    #expect(found.map(\.path) == ["b", "a", "x.jpg", " y z.jpg", "last"])
  }

  @Test("paths that end in NUL are taken as they are")
  func terminated() throws {
    let list = try folder.write(Array("a\nb.jpg\0# c\0\0d".utf8) + [0xFF, 0], as: "list")
    var reader = try ListReader(list, form: .terminated)
    var found: [[UInt8]] = []
    while let path = try reader.next() { found.append(path.bytes) }
    #expect(found == [Array("a\nb.jpg".utf8), Array("# c".utf8), Array("d".utf8) + [0xFF]])
  }

  @Test("a list longer than the buffer is read whole")
  func longList() throws {
    let names = (0..<20_000).map { "folder/image-\($0).jpg" }
    let list = try folder.write(names.joined(separator: "\n"), as: "list")
    #expect(try inputs([], lists: [(list, .lines)]).map(\.path) == names)
  }

  @Test("a missing list is an error")
  func missingList() {
    let error = #expect(throws: CommandError.self) {
      try inputs([], lists: [("no/list.txt", .lines)])
    }
    #expect(error?.description == "no/list.txt: error: no such file or directory")
    #expect(error?.status == .noInput)
  }

  @Test(
    "a file without an end of a path is no list", arguments: [ListReader.Form.lines, .terminated])
  func noList(_ form: ListReader.Form) throws {
    let path = try folder.write([UInt8](repeating: 1, count: 1 << 18), as: "list")
    let error = #expect(throws: CommandError.self) { try inputs([], lists: [(path, form)]) }
    #expect(error?.status == .badData)
    #expect(error?.message == "not a list of paths: one has more than 65536 bytes")
  }

  @Test("the files of a call are known before they are read")
  func files() throws {
    let words = [
      folder.path("photos/deep"), folder.path("photos/*.png"), "-", folder.path("a.jpg"),
    ]
    #expect(
      ImageInputs.files(words).map { $0.text.replacing(folder.url.path + "/", with: "") } == [
        "photos/deep/c.BMP", "photos/deep/d.jpeg", "photos/a.png", "a.jpg",
      ])
  }

  @Test("an image of a list is never known to be alone")
  func notAlone() throws {
    let list = try folder.write("a.jpg\n", as: "list")
    var inputs = ImageInputs(words: [], lists: [(list, .lines)])
    #expect(try inputs.next()?.path.text == "a.jpg")
    let isAlone = inputs.isAlone
    #expect(!isAlone)
  }

  @Test(
    "a single image is known to be alone",
    arguments: [(["a"], [true]), (["a", "b"], [false, false])])
  func alone(_ words: [String], _ expected: [Bool]) throws {
    var inputs = ImageInputs(words: words, lists: [])
    var found: [Bool] = []
    while try inputs.next() != nil { found.append(inputs.isAlone) }
    #expect(found == expected)
  }
}
