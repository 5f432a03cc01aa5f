import CfgParser
import Foundation
import Testing

/// The networks of the folder `cfg` against the files their authors published, layer by layer.
///
/// The published files are not part of the package: they are looked for in a folder beside it.
@Suite(
  "shipped networks, layer by layer",
  .enabled(
    if: ShippedNetwork.published != nil,
    "skipped: the published cfg files are not beside the package"))
struct ShippedGraphTests {
  /// What a layer is, in full: type, settings, what it reads, shapes and arrays.
  private struct Layer: Equatable {
    let type: String
    let settings: String
    let inputs: [Network.Source]
    let inputShapes: [Shape]
    let outputShape: Shape
    let blocks: [WeightBlock]

    init(_ node: Network.Node) {
      (type, settings) = (node.type, String(reflecting: node.layer))
      (inputs, inputShapes, outputShape) = (node.inputs, node.inputShapes, node.outputShape)
      blocks = node.storedBlocks(in: .pjreddie)
    }
  }

  @Test(
    "the graph is the published one",
    arguments: ShippedNetwork.all.filter { !["yolov2-paper-voc", "signs"].contains($0.name) })
  func graph(_ shipped: ShippedNetwork) throws {
    let ours = try shipped.network()
    let theirs = try Self.network("pjreddie/\(shipped.name).cfg", size: nil)
    #expect(ours.inputShape == theirs.inputShape)
    #expect(ours.nodes.map(Layer.init) == theirs.nodes.map(Layer.init))
  }

  @Test("the paper's network is the published one for COCO up to its head")
  func paper() throws {
    let shipped = try #require(ShippedNetwork.all.first { $0.name == "yolov2-paper-voc" })
    let ours = try shipped.network()
    let theirs = try Self.network("alexeyab/yolo.2.0.cfg", size: shipped.size)
    let headCount = 2
    #expect(ours.nodes.count == theirs.nodes.count)
    #expect(
      ours.nodes.dropLast(headCount).map(Layer.init)
        == theirs.nodes.dropLast(headCount).map(Layer.init))
    #expect(ours.nodes.suffix(headCount).map(\.type) == theirs.nodes.suffix(headCount).map(\.type))
  }

  private static func network(_ path: String, size: Int?) throws -> Network {
    let folder = try #require(ShippedNetwork.published)
    let document = try CfgDocument(contentsOf: folder.appending(path: path).path)
    return try Network(document, width: size, height: size)
  }
}
