import CfgParser
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("finding the names of classes")
struct LabelLocatorTests {
  private let nets: TemporaryFolder
  private let shipped: TemporaryFolder

  init() throws {
    nets = try TemporaryFolder()
    shipped = try TemporaryFolder()
  }

  private func source(
    names: String? = nil, data: String? = nil, classCount: Int = 2, tree: ClassTree? = nil
  ) throws -> LabelSource {
    let locator = LabelLocator(
      names: names, data: data, shipped: ShippedFiles(folders: [shipped.url.path]))
    return try locator.labels(for: nets.path("tiny.cfg"), classCount: classCount, tree: tree)
  }

  @Test("every place is looked at in its turn")
  func order() throws {
    #expect(try source().labels == ["class_0", "class_1"])
    #expect(try source().origin == "class numbers")

    try shipped.write("e\nf\n", as: "tiny.names")
    #expect(try source().labels == ["e", "f"])

    try nets.write("names = lists/d.names\n", as: "d.data")
    try nets.write("c\nd\n", as: "d.names")
    let data = try nets.write("names = d.names\n", as: "d.data")
    #expect(try source(data: data).labels == ["c", "d"])

    let beside = try nets.write("a\nb\n", as: "tiny.names")
    #expect(try source(data: data).labels == ["a", "b"])
    #expect(try source(data: data).origin == beside)

    let given = try nets.write("x\ny\n", as: "given.names")
    #expect(try source(names: given, data: data).labels == ["x", "y"])
  }

  @Test(
    "a bundled list is taken by the number of its names",
    arguments: [(20, "voc.names"), (80, "coco.names"), (1000, "imagenet.names")])
  func count(_ count: Int, _ name: String) throws {
    let list = (0..<count).map { "label \($0)\n" }.joined()
    try shipped.write(list, as: name)
    let source = try source(classCount: count)
    #expect(source.labels.last == "label \(count - 1)")
    #expect(source.origin == shipped.path(name))
  }

  @Test("a tree names its classes, but for a list of the network's own or one that was given")
  func tree() throws {
    let text = (0..<20).map { "node\($0) -1\n" }.joined()
    let tree = try ClassTree(parsing: text, file: "x.tree")
    try shipped.write("a\nb\n", as: "voc.names")
    let source = try source(classCount: 20, tree: tree)
    #expect(source.labels == tree.names)
    #expect(source.origin == "x.tree")
    try nets.write(text, as: "tiny.names")
    #expect(try self.source(classCount: 20, tree: tree).origin == nets.path("tiny.names"))
  }

  @Test(
    "too few and too many names are made to fit, with a warning",
    arguments: [
      (
        "a\n", ["a", "class_1"],
        "the list has 1 names for 2 classes; the others are called class_1 and so on"
      ),
      ("a\nb\nc\n", ["a", "b"], "the list has 3 names for 2 classes; the rest is ignored"),
    ])
  func mismatch(_ list: String, _ labels: [String], _ warning: String) throws {
    let path = try nets.write(list, as: "given.names")
    let source = try source(names: path)
    #expect(source.labels == labels)
    #expect(source.warnings.map(\.message) == [warning])
    #expect(source.warnings.map(\.subject) == [path])
  }

  @Test("what is odd about a data file is a warning, whichever list is taken")
  func oddDataFile() throws {
    let data = try nets.write("names = d.names\nnames = e.names\n", as: "d.data")
    try nets.write("c\nd\n", as: "d.names")
    #expect(try source(data: data).labels == ["c", "d"])
    #expect(try source(data: data).warnings.map(\.subject) == ["\(data):2"])
    let given = try nets.write("x\ny\n", as: "given.names")
    #expect(try source(names: given, data: data).warnings.map(\.subject) == ["\(data):2"])
  }

  @Test("a data file whose list is missing is an error that names both places")
  func missingList() throws {
    let data = try nets.write("names = no/such.names\n", as: "d.data")
    let error = #expect(throws: CommandError.self) { try source(data: data) }
    #expect(error?.status == .noInput)
    #expect(
      error?.help == "looked for '\(nets.path("no/such.names"))' and 'no/such.names'")
  }
}
