import CfgParser
import TestSupport
import Testing

/// What each program makes of a cfg that the recommended reading refuses.
@Suite("sets of behaviour, reading")
struct CompatibilityTests {
  private static let programs: [Compatibility] = [.pjreddie, .alexeyab]

  @Test("an unknown activation is relu with a warning in the programs' sets", arguments: programs)
  func activation(_ compatibility: Compatibility) throws {
    let text = "[connected]\nactivation=softplus"
    #expect(try ConnectedLayer(text, compatibility: compatibility).activation == .relu)
    #expect(
      try ConnectedLayer.warnings(text, compatibility: compatibility).map(\.description) == [
        "layer.cfg:2: warning: 'activation=softplus' is not known, it is taken as relu"
      ])
  }

  @Test("an unknown activation is an error otherwise")
  func unknownActivation() {
    let error = #expect(throws: CfgError.self) {
      try ConnectedLayer("[connected]\nactivation=softplus")
    }
    #expect(error?.code == .badValue)
  }

  @Test("a name that only one program knows is that activation in every set", arguments: programs)
  func knownActivation(_ compatibility: Compatibility) throws {
    let layer = try ConvolutionalLayer("[conv]\nactivation=mish", compatibility: compatibility)
    #expect(layer.activation == .mish)
  }

  @Test(
    "groups below 1 are 1 in AlexeyAB's set, with a warning", arguments: ["groups=0", "groups=-1"])
  func groups(_ key: String) throws {
    let text = "[conv]\n\(key)"
    #expect(try ConvolutionalLayer(text, compatibility: .alexeyab).groups == 1)
    #expect(
      try ConvolutionalLayer.warnings(text, compatibility: .alexeyab).map(\.description) == [
        "layer.cfg:2: warning: '\(key)' is taken as groups=1"
      ])
    for other in [Compatibility.recommended, .pjreddie] {
      let error = #expect(throws: CfgError.self) {
        try ConvolutionalLayer(text, compatibility: other)
      }
      #expect(error?.code == .badValue)
    }
  }

  @Test(
    "missing anchors are 0.5 in the programs' sets, with a warning", arguments: programs,
    [("", [0.5, 0.5, 0.5, 0.5]), ("anchors=1,2,3", [1, 2, 3, 0.5])] as [(String, [Float])])
  func fewerAnchors(_ compatibility: Compatibility, _ anchors: (keys: String, values: [Float]))
    throws
  {
    let keys = "\nnum=2\n\(anchors.keys)"
    let region = try RegionLayer("[region]" + keys, compatibility: compatibility)
    #expect(region.anchors == anchors.values)
    let yolo = try YoloLayer("[yolo]" + keys, compatibility: compatibility)
    #expect(yolo.anchors == anchors.values)
    let warnings = try RegionLayer.warnings("[region]" + keys, compatibility: compatibility)
    #expect(warnings.count == 1)
    #expect(throws: CfgError.self) { try RegionLayer("[region]" + keys) }
  }

  @Test("half a pair of anchors too many is left out in the programs' sets", arguments: programs)
  func oddAnchors(_ compatibility: Compatibility) throws {
    let text = "[yolo]\nanchors=1,2,3\nnum=1"
    #expect(try YoloLayer(text, compatibility: compatibility).anchors == [1, 2])
    #expect(try YoloLayer.warnings(text, compatibility: compatibility).count == 1)
    #expect(throws: CfgError.self) { try YoloLayer(text) }
  }

  @Test("the network hands its set to its layers, and keeps it", arguments: programs)
  func network(_ compatibility: Compatibility) throws {
    let document = try CfgDocument(
      parsing: net("[conv]\nactivation=softplus"), file: "net.cfg")
    let network = try Network(document, width: 8, compatibility: compatibility)
    #expect(network.compatibility == compatibility)
    #expect(network.warnings.count == 1)
    #expect(throws: CfgError.self) { try Network(document) }
    #expect(try CfgParserTests.network(net("[cost]")).compatibility == .recommended)
  }

  @Test("the layer table counts the arrays of the set's program", arguments: Compatibility.allCases)
  func summary(_ compatibility: Compatibility) throws {
    let document = try CfgDocument(parsing: net("[batchnorm]"), file: "net.cfg")
    let summary = NetworkSummary(try Network(document, compatibility: compatibility))
    #expect(summary.weightValueCount == (compatibility == .pjreddie ? 9 : 12))
  }
}
