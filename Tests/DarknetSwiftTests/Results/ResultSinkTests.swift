import Engine
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("files beside the results")
struct ResultSinkTests {
  private let folder: TemporaryFolder
  private let policy = OverwritePolicy(keeping: InputFiles(), existing: .refused)

  init() throws { folder = try TemporaryFolder() }

  private func tree(_ policy: OverwritePolicy? = nil) throws -> OutputTree {
    try OutputTree(folder.path("out"), policy: policy ?? self.policy)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  /// The files below the folder, in order.
  private func files() throws -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.path("out"))?.allObjects ?? []
    return names.compactMap { $0 as? String }.filter { $0.contains(".") }.sorted()
  }

  @Test("label files have class, centre and size in shares, cut at the edges")
  func labels() throws {
    var sink = LabelFiles(try tree(), hasConfidence: false)
    try sink.take(InventedResult.result("a/x.jpg"))
    #expect(
      try text("out/x.txt") == """
        0 0.500000 0.500000 0.250000 0.500000
        1 0.125000 0.187500 0.250000 0.375000

        """)
  }

  @Test("with the confidence if that is asked for; where nothing is found they are empty")
  func labelConfidence() throws {
    var sink = LabelFiles(try tree(), hasConfidence: true)
    try sink.take(InventedResult.result("x.jpg"))
    try sink.take(InventedResult.result("none.jpg", detections: []))
    #expect(try text("out/x.txt").hasPrefix("0 0.500000 0.500000 0.250000 0.500000 0.900000\n1 "))
    #expect(try text("out/none.txt") == "")
  }

  @Test("VOC's files have pixels from 1, cut as darknet cuts them, one file a class")
  func voc() throws {
    var sink = try VocFiles(
      folder.path("out"), labels: ["dog", "car", "a/b", "dog"], policy: policy)
    try sink.take(InventedResult.result("val/2007_000032.v2.jpg"))
    #expect(try files() == [])
    try sink.finish()
    #expect(
      try files() == [
        "comp4_det_test_a_b.txt", "comp4_det_test_car.txt", "comp4_det_test_dog.txt",
      ])
    #expect(
      try text("out/comp4_det_test_dog.txt")
        == "2007_000032 0.900000 16.000000 6.000000 26.000000 16.000000\n")
    #expect(
      try text("out/comp4_det_test_car.txt") == """
        2007_000032 0.750000 1.000000 1.000000 11.000000 8.500000
        2007_000032 0.500000 51.000000 6.000000 40.000000 16.000000

        """)
    #expect(try text("out/comp4_det_test_a_b.txt") == "")
  }

  @Test("VOC's files may grow beyond what is kept in memory")
  func longFile() throws {
    var sink = try VocFiles(folder.path("out"), labels: ["dog"], policy: policy)
    let result = try InventedResult.result("x.jpg", detections: [InventedResult.detections[0]])
    for _ in 0..<3000 { try sink.take(result) }
    try sink.finish()
    let lines = try text("out/comp4_det_test_dog.txt").split(separator: "\n")
    #expect(lines.count == 3000)
    #expect(Set(lines).count == 1)
  }

  @Test("crops are numbered as the results, and named after their class")
  func crops() throws {
    var sink = CropFiles(try tree())
    try sink.take(InventedResult.result("x.bmp"))
    #expect(try files() == ["x-1-dog.bmp", "x-2-car.bmp"])
    let dog = try Image(contentsOf: folder.path("out/x-1-dog.bmp"), channels: 1)
    #expect((dog.width, dog.height) == (10, 10))
    #expect(Array(dog.pixels.prefix(10)) == Array(15..<25))
    let car = try Image(contentsOf: folder.path("out/x-2-car.bmp"), channels: 1)
    #expect((car.width, car.height) == (10, 8))
  }

  @Test("names: bare, then with folders where they are taken, then numbered")
  func names() throws {
    var sink = LabelFiles(try tree(), hasConfidence: false)
    for path in ["a/x.jpg", "b/x.jpg", "b/x.png", "b/x.jpg", "../x.bmp"] {
      try sink.take(InventedResult.result(path))
    }
    try sink.take(InventedResult.result("photos/deep/y.jpg", below: "photos"))
    #expect(
      try files() == ["b/x.txt", "deep/y.txt", "x-2.txt", "x-3.txt", "x-4.txt", "x.txt"])
  }

  @Test("images of a list keep their folders from the first on")
  func listed() throws {
    var tree = try tree()
    let places = ["./a/x.jpg", "/data/b/x.jpg", "x"].map { tree.place(of: .listed(RawPath($0))) }
    #expect(
      places.map { $0.stem.dropFirst(folder.path("out").count) } == ["/a/x", "/data/b/x", "/x"])
    #expect(places.map(\.pictureSuffix) == [".jpg", ".jpg", ".jpg"])
  }

  @Test("a file that is there stays, unless it may be replaced")
  func overwrite() throws {
    var sink = LabelFiles(try tree(), hasConfidence: false)
    try folder.write("by hand", as: "out/x.txt")
    let error = try #require(
      throws: CommandError.self
    ) { try sink.take(InventedResult.result("x.jpg")) }
    #expect(error.status == .cannotCreate)
    #expect(error.message == "the file is there already, and is not replaced")
    #expect(try text("out/x.txt") == "by hand")
    let replacing = OverwritePolicy(keeping: InputFiles(), existing: .replaced)
    let keeping = OverwritePolicy(keeping: InputFiles(), existing: .kept)
    sink = LabelFiles(try tree(keeping), hasConfidence: false)
    try sink.take(InventedResult.result("x.jpg"))
    #expect(try text("out/x.txt") == "by hand")
    sink = LabelFiles(try tree(replacing), hasConfidence: false)
    try sink.take(InventedResult.result("x.jpg"))
    #expect(try text("out/x.txt").hasPrefix("0 0.5"))
  }

  @Test("an input is never replaced, whatever it is called")
  func inputs() throws {
    let list = try folder.write("x.jpg\n", as: "list.txt")
    try FileManager.default.createDirectory(
      atPath: folder.path("out"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("out/x.txt"), withDestinationPath: list)
    let policy = OverwritePolicy(keeping: InputFiles([RawPath(list)]), existing: .replaced)
    var sink = LabelFiles(try tree(policy), hasConfidence: false)
    let error = try #require(
      throws: CommandError.self
    ) { try sink.take(InventedResult.result("x.jpg")) }
    #expect(error.message == "the file would replace an input of the call")
    #expect(try text("list.txt") == "x.jpg\n")
  }

  @Test("VOC's files that are there are noticed before the first image")
  func vocOverwrite() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("out"), withIntermediateDirectories: true)
    try folder.write("earlier", as: "out/comp4_det_test_car.txt")
    #expect(throws: CommandError.self) {
      try VocFiles(folder.path("out"), labels: ["dog", "car"], policy: policy)
    }
    #expect(try files() == ["comp4_det_test_car.txt"])
  }
}
