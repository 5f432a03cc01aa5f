import CfgParser
import Foundation
import TestSupport
import Testing

/// The networks of the folder `cfg` against the files their authors published, layer by layer.
///
/// The published files are not part of the package: they are looked for in a folder beside it.
@Suite(
  "shipped networks, layer by layer",
  .enabled(
    if: ShippedNetwork.originals != nil,
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
      (type, settings) = (node.type, Self.settings(node.layer))
      (inputs, inputShapes, outputShape) = (node.inputs, node.inputShapes, node.outputShape)
      blocks = node.storedBlocks(in: .pjreddie)
    }

    /// All values of a layer, without where and how they are written in the file.
    private static func settings(_ value: Any) -> String {
      let children = Mirror(reflecting: value).children
        .filter { !["location", "text"].contains($0.label) }
      guard !children.isEmpty else { return String(reflecting: value) }
      return "(\(children.map { "\($0.label ?? ""): \(settings($0.value))" }))"
    }
  }

  @Test(
    "the graph is the published one, but for the loss at its end",
    arguments: ShippedNetwork.all.filter { $0.published != nil })
  func graph(_ shipped: ShippedNetwork) throws {
    let ours = try shipped.network()
    let theirs = try Self.network(#require(shipped.published), size: nil)
    #expect(ours.inputShape == theirs.inputShape)
    #expect(ours.settings.letterBox == theirs.settings.letterBox)
    #expect(Self.layers(ours) == Self.layers(theirs))
  }

  @Test("the paper's network is the published one for COCO up to its head")
  func paper() throws {
    let shipped = try #require(ShippedNetwork.all.first { $0.name == "yolov2-paper-voc" })
    let ours = try shipped.network()
    let theirs = try Self.network("alexeyab/yolo.2.0", size: shipped.size)
    let headCount = 2
    #expect(ours.nodes.count == theirs.nodes.count)
    #expect(
      ours.nodes.dropLast(headCount).map(Layer.init)
        == theirs.nodes.dropLast(headCount).map(Layer.init))
    #expect(ours.nodes.suffix(headCount).map(\.type) == theirs.nodes.suffix(headCount).map(\.type))
  }

  /// What a network does: AlexeyAB's classifiers end in `[cost]` where the original's do not.
  private static func layers(_ network: Network) -> [Layer] {
    let layers = network.nodes.map(Layer.init)
    return layers.last?.type == "cost" ? layers.dropLast() : layers
  }

  private static func network(_ path: String, size: Int?) throws -> Network {
    let folder = try #require(ShippedNetwork.originals)
    let document = try CfgDocument(contentsOf: folder.appending(path: "cfg/\(path).cfg").path)
    return try Network(document, width: size, height: size)
  }
}
