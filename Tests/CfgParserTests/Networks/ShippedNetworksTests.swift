import CfgParser
import Foundation
import TestSupport
import Testing

/// The networks of the folder `cfg` against the facts of their publication.
@Suite("shipped networks")
struct ShippedNetworksTests {
  @Test("every cfg of the folder is known here, and none besides")
  func complete() throws {
    let folder = ShippedNetwork.package.appending(path: "cfg").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let cfgs = files.filter { $0.hasSuffix(".cfg") }.sorted()
    #expect(cfgs == ShippedNetwork.all.map { "\($0.name).cfg" }.sorted())
  }

  @Test("it is read without a warning", arguments: ShippedNetwork.all)
  func warnings(_ shipped: ShippedNetwork) throws {
    #expect(try shipped.network().warnings == [])
  }

  @Test("it takes a colour picture of the published size", arguments: ShippedNetwork.all)
  func input(_ shipped: ShippedNetwork) throws {
    let expected = Shape(channels: 3, height: shipped.size, width: shipped.size)
    #expect(try shipped.network().inputShape == expected)
  }

  @Test("it has the published number of layers and parameters", arguments: ShippedNetwork.all)
  func parameters(_ shipped: ShippedNetwork) throws {
    let network = try shipped.network()
    #expect(network.nodes.count == shipped.layerCount)
    #expect(network.parameterCount(in: .pjreddie) == shipped.parameterCount)
    #expect(network.parameterCount(in: .alexeyab) == shipped.parameterCount)
  }

  @Test("its weights file has the published size with either header", arguments: ShippedNetwork.all)
  func weightsFile(_ shipped: ShippedNetwork) throws {
    let summary = NetworkSummary(try shipped.network())
    #expect(summary.weightsFileByteCount(headerByteCount: 16) == shipped.byteCount)
    #expect(summary.weightsFileByteCount(headerByteCount: 20) == shipped.byteCount + 4)
  }

  @Test(
    "the values of a layer begin where they do in the published file",
    arguments: [
      ("yolov1", [27: 50_754_240, 28: 60_195_520, 30: 175_813_568]),
      ("yolov2", [8: 176_608, 23: 19_831_776, 26: 38_714_336, 29: 38_747_360, 30: 50_547_936]),
      ("yolov2-tiny-voc", [2: 496, 8: 98_160, 12: 1_575_792, 13: 6_298_480, 14: 15_739_760]),
      ("yolov3-tiny", [15: 7_743_344, 18: 7_874_159, 21: 7_907_439, 22: 8_793_199]),
      ("yolov4-tiny", [18: 318_944, 29: 4_947_424, 36: 5_997_279]),
    ])
  func offsets(_ name: String, _ starts: [Int: Int]) throws {
    let network = try #require(ShippedNetwork.all.first { $0.name == name }).network()
    for (layer, start) in starts {
      #expect(network.weightValueCount(upTo: layer, in: .pjreddie) == start, "layer \(layer)")
    }
  }

  @Test("it takes the published number of operations at every size", arguments: ShippedNetwork.all)
  func operations(_ shipped: ShippedNetwork) throws {
    let counts = try shipped.costs.map { try shipped.network(size: $0.size).operationCount }
    #expect(counts == shipped.costs.map(\.operationCount))
    #expect(try shipped.network().operationCount == shipped.costs[0].operationCount)
  }

  @Test(
    "another size of the input changes no parameter, unless places have weights of their own",
    arguments: ShippedNetwork.all.filter { !$0.isFixed })
  func resized(_ shipped: ShippedNetwork) throws {
    let network = try shipped.network(size: shipped.size + 32)
    #expect(network.parameterCount(in: .pjreddie) == shipped.parameterCount)
  }

  @Test("places have weights of their own in these layers alone", arguments: ShippedNetwork.all)
  func fixed(_ shipped: ShippedNetwork) throws {
    let types = try shipped.network().nodes.map(\.type)
    #expect(!Set(types).isDisjoint(with: ["connected", "local"]) == shipped.isFixed)
  }

  @Test(
    "places with weights of their own leave the sizes that Networks.md says",
    arguments: [
      ("yolov1", 385...448), ("yolov1-tiny", 385...448), ("alexnet", 227...258),
      ("vgg-16", 221...257),
    ])
  func sizes(_ name: String, _ sizes: ClosedRange<Int>) throws {
    let shipped = try #require(ShippedNetwork.all.first { $0.name == name })
    for size in [sizes.lowerBound, sizes.upperBound] {
      #expect(try shipped.network(size: size).parameterCount(in: .pjreddie) > 0)
    }
    for size in [sizes.lowerBound - 1, sizes.upperBound + 1] {
      #expect(throws: CfgError.self) { try shipped.network(size: size) }
    }
  }

  @Test("it tells as many classes apart as its publication says", arguments: ShippedNetwork.all)
  func classes(_ shipped: ShippedNetwork) throws {
    let document = try CfgDocument(contentsOf: ShippedNetwork.path("\(shipped.name).cfg"))
    let head = try #require(document.sections.last?.options)
    let network = try shipped.network()
    let outputCount = network.nodes[network.outputIndex].outputShape.count
    let written = head.first { $0.key == "classes" }.flatMap { Int($0.value) }
    #expect(written ?? outputCount == shipped.classes.count)
  }

  @Test(
    "its list of labels has a name for every class",
    arguments: ShippedNetwork.all.filter { $0.classes.list != nil })
  func labels(_ shipped: ShippedNetwork) throws {
    let list = try NamesFile(contentsOf: ShippedNetwork.path(#require(shipped.classes.list)))
    #expect(list.labels.count == shipped.classes.count)
  }

  @Test(
    "a list of labels has one a line, in the published order",
    arguments: [
      ("voc.names", 20, "aeroplane", "tvmonitor"), ("coco.names", 80, "person", "toothbrush"),
      ("imagenet.names", 1000, "kit fox", "dumbbell"),
    ])
  func labels(_ name: String, _ count: Int, _ first: String, _ last: String) throws {
    let file = try NamesFile(contentsOf: ShippedNetwork.path(name))
    #expect(file.warnings == [])
    #expect(file.labels.count == count)
    #expect(file.labels.first == first)
    #expect(file.labels.last == last)
  }

  @Test(
    "the comment at the top of a cfg has parameters, operations and the list of labels",
    arguments: ShippedNetwork.all)
  func comment(_ shipped: ShippedNetwork) throws {
    let url = URL(filePath: ShippedNetwork.path("\(shipped.name).cfg"))
    let head = try String(contentsOf: url, encoding: .utf8).prefix { $0 != "[" }
    let billions = Double(shipped.costs[0].operationCount) / 1e9
    #expect(head.contains("\(Wording.grouped(shipped.parameterCount)) parameters"))
    #expect(head.contains(String(format: "%.2f BFLOPs", billions)))
    #expect(head.contains(shipped.classes.list ?? "no list of labels"))
  }
}
