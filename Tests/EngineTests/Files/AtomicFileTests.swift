import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite("files that appear whole")
struct AtomicFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  @Test("a file is there when it is finished, and nothing beside it")
  func written() throws {
    try AtomicFile.write(Array("new".utf8), to: folder.path("a.txt"))
    #expect(try names == ["a.txt"])
    #expect(try text("a.txt") == "new")
  }

  @Test("a name may be as long as the system takes")
  func longName() throws {
    let name = String(repeating: "n", count: 255)
    try AtomicFile.write([], to: folder.path(name))
    #expect(try names == [name])
  }

  @Test("what is not finished leaves the old file, and nothing beside it")
  func abandoned() throws {
    try folder.write("old", as: "a.txt")
    do {
      var file = try AtomicFile(folder.path("a.txt"))
      try file.write(Array("new".utf8)[...])
    }
    #expect(try names == ["a.txt"])
    #expect(try text("a.txt") == "old")
  }

  @Test("a symbolic link stays, the file behind it is replaced")
  func link() throws {
    try folder.write("old", as: "a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: folder.path("a.txt"))
    try AtomicFile.write(Array("new".utf8), to: folder.path("link"))
    #expect(try text("a.txt") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")).hasSuffix(
        "a.txt"))
  }

  @Test("a write-protected file is not replaced")
  func protected() throws {
    try folder.write("old", as: "a.txt")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: folder.path("a.txt"))
    let error = #expect(throws: AtomicFileError.self) {
      try AtomicFile.write([], to: folder.path("a.txt"))
    }
    #expect(error?.stage == .creating)
    #expect(error?.message == "is write-protected, it is not replaced")
    #expect(try text("a.txt") == "old")
  }

  @Test("a full disk and a missing folder are told apart")
  func failures() {
    let full = #expect(throws: AtomicFileError.self) { try AtomicFile.write([1], to: "/dev/full") }
    #expect(full?.stage == .writing)
    let missing = #expect(throws: AtomicFileError.self) {
      try AtomicFile.write([1], to: folder.path("no/a.txt"))
    }
    #expect(missing?.stage == .creating)
  }
}
