import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

@Suite("trees of classes in a network")
struct ClassTreesTests {
  private let folder: TemporaryFolder
  private static let tree = "a -1\nb -1\nc 0\n"

  init() throws {
    folder = try TemporaryFolder()
    for name in ["cfg", "cfg/data", "data"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
    }
  }

  /// The plan of a network that lies in `cfg`; its softmax is line 5.
  private func plan(tree: String) throws -> ExecutionPlan {
    let text = "[net]\nheight=1\nwidth=1\nchannels=3\n[softmax]\ntree=\(tree)\n"
    let network = try Network(CfgDocument(contentsOf: folder.write(text, as: "cfg/net.cfg")))
    return try ExecutionPlan(network, weights: NetworkWeights(randomFor: network))
  }

  @Test(
    "are read when the network is made ready, from beside the cfg or beside its folder",
    arguments: ["cfg/data/x.tree", "data/x.tree"])
  func places(_ path: String) throws {
    try folder.write(Self.tree, as: path)
    #expect(try plan(tree: "data/x.tree").classTree?.names == ["a", "b", "c"])
  }

  @Test("beside the cfg goes before beside its folder, and an absolute path is taken as it is")
  func order() throws {
    let far = try folder.write("x -1\ny -1\nz -1", as: "data/x.tree")
    try folder.write(Self.tree, as: "cfg/data/x.tree")
    #expect(try plan(tree: "data/x.tree").classTree?.names == ["a", "b", "c"])
    #expect(try plan(tree: far).classTree?.names == ["x", "y", "z"])
  }

  @Test("that are not there are an error that names every place")
  func missing() throws {
    let error = #expect(throws: CfgError.self) { try plan(tree: "data/x.tree") }
    let cfg = folder.path("cfg")
    #expect(
      error?.description == """
        \(cfg)/net.cfg:6: error: 'tree=data/x.tree' names a tree of classes that is not there
          help: looked for 'data/x.tree', '\(cfg)/data/x.tree' and '\(cfg)/../data/x.tree'
        """)
    #expect(error?.code == .unreadable)
  }

  @Test("have as many nodes as the layer has classes")
  func size() throws {
    let path = try folder.write("a -1\nb -1", as: "cfg/x.tree")
    let error = #expect(throws: CfgError.self) { try plan(tree: "x.tree") }
    #expect(
      error?.description == """
        \(folder.path("cfg"))/net.cfg:6: error: 'tree=x.tree' has 2 nodes, but layer 0 [softmax] \
        has 3 classes
          help: read from '\(path)'
        """)
  }

  @Test("that are damaged are an error at their line")
  func damaged() throws {
    let path = try folder.write("a -1\nb 7\nc 0", as: "cfg/x.tree")
    let error = #expect(throws: CfgError.self) { try plan(tree: "x.tree") }
    #expect(error?.subject == "\(path):2")
  }

  @Test("are not asked for by a network that is only looked at")
  func description() throws {
    let text = "[net]\nheight=1\nwidth=1\nchannels=3\n[softmax]\ntree=no/such.tree\n"
    #expect(throws: Never.self) { try Network(CfgDocument(parsing: text, file: "net.cfg")) }
  }

  @Test("of a network without one are none")
  func none() throws {
    let text = "[net]\nheight=1\nwidth=1\nchannels=3\n[softmax]\n"
    let network = try Network(CfgDocument(parsing: text, file: "net.cfg"))
    let plan = try ExecutionPlan(network, weights: NetworkWeights(randomFor: network))
    #expect(plan.classTree == nil)
  }
}
