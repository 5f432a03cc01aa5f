public import CfgParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Network {
  /// The trees of classes, by the number of the layer that has one.
  ///
  /// A cfg only names the file; it is read when the network is made ready to run.
  ///
  /// - Throws: `CfgError` at the line of the cfg where a file is not there or has another number of
  ///   nodes than the layer has classes, and at the line of the tree that is wrong.
  package func readTrees() throws(CfgError) -> [Int: ClassTree] {
    var trees: [Int: ClassTree] = [:]
    for node in nodes { trees[node.index] = try node.readTree() }
    return trees
  }
}

extension Network.Node {
  /// The tree of the layer's classes; nothing where its section names none.
  ///
  /// - Throws: `CfgError` as `readTrees()`.
  package func readTree() throws(CfgError) -> ClassTree? {
    guard let layer = layer as? any TreeLayer, let reference = layer.tree else { return nil }
    let tree = try reference.readTree()
    let classCount = layer.classCount(for: inputShapes)
    guard tree.count == classCount else {
      throw reference.fault(
        .shapeMismatch,
        "has \(Wording.grouped(tree.count)) nodes, but layer \(index) [\(type)] has "
          + "\(Wording.grouped(classCount)) classes",
        help: "read from '\(tree.file)'")
    }
    return tree
  }
}

extension FileReference {
  /// The tree in the first of the places that there is.
  fileprivate func readTree() throws(CfgError) -> ClassTree {
    guard let path = places.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw fault(
        .unreadable, "names a tree of classes that is not there",
        help: "looked for \(Wording.list(places.map { "'\($0)'" }, "and"))")
    }
    return try ClassTree(contentsOf: path)
  }
}

extension ExecutionPlan {
  /// The tree of the classes that the network gives, where they form one: that of its last head, or
  /// of its last layer.
  public var classTree: ClassTree? {
    let head = network.nodes.last { $0.layer.isDetectionHead }
    return trees[head?.index ?? network.outputIndex]
  }
}
