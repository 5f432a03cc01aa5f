import CfgParser
import TestSupport
import Testing

@Suite("[route]")
struct RouteLayerTests {
  @Test("layers are absolute numbers, negative ones count back")
  func layers() throws {
    let layer = try RouteLayer("[route]\nlayers = -1, 3", at: 10)
    #expect(layer.layers == [9, 3])
    #expect(layer.inputs == [.layer(9), .layer(3)])
    #expect((layer.groups, layer.groupId) == (1, 0))
  }

  @Test("images of one size are joined by their channels")
  func join() throws {
    let layer = try RouteLayer("[route]\nlayers=-1,-2", at: 5)
    #expect(try layer.outputShape(for: [.image(3, 5, 7), .image(4, 5, 7)]) == .image(7, 5, 7))
  }

  @Test("groups take their part of every input")
  func groups() throws {
    let layer = try RouteLayer("[route]\nlayers=-1,-2\ngroups=2\ngroup_id=1", at: 5)
    #expect((layer.groups, layer.groupId) == (2, 1))
    #expect(try layer.outputShape(for: [.image(6, 5, 7), .image(4, 5, 7)]) == .image(5, 5, 7))
    let fault = misfit(layer, .image(6, 5, 7), .image(3, 5, 7))
    #expect(fault?.message == "needs channels that groups=2 divides")
    #expect(fault?.input == 1)
    #expect(layer.sizeDescription(for: []) == "1/2")
  }

  @Test(
    "unlike sizes and vectors give a vector of all values",
    arguments: [
      ([Shape.image(4, 5, 7), .image(4, 7, 5)], 280), ([.image(4, 5, 7), .image(4, 5, 6)], 260),
      ([Shape(vectorOf: 9)], 9), ([.image(2, 1, 1), Shape(vectorOf: 2)], 4),
    ])
  func vectors(_ inputs: [Shape], _ count: Int) throws {
    let layer = try RouteLayer("[route]\nlayers=0", at: 5)
    #expect(try layer.outputShape(for: inputs) == Shape(vectorOf: count))
  }

  @Test(
    "parts out of range are refused",
    arguments: ["groups=0", "groups=2\ngroup_id=2", "group_id=1", "group_id=-1"])
  func badValues(_ keys: String) {
    let error = #expect(throws: CfgError.self) {
      try RouteLayer("[route]\nlayers=0\n\(keys)", at: 5)
    }
    #expect(error?.code == .badValue)
  }

  @Test(
    "the layers must be there and come before",
    arguments: [("", 0), ("layers=5", 5), ("layers=-6", 5)])
  func badReferences(_ keys: String, _ index: Int) {
    let error = #expect(throws: CfgError.self) { try RouteLayer("[route]\n\(keys)", at: index) }
    #expect(error?.code == (keys.isEmpty ? .missingKey : .badReference))
  }

  @Test("where a vector is no use, the help says which sizes were joined, and where")
  func unlikeSizes() {
    let text = net(
      width: 8, height: 8,
      "[conv]\nfilters=2\n[max]\nstride=2\n[dropout]\n[route]\nlayers=-1,0\n[conv]\nfilters=1")
    #expect(
      fault(of: text)?.description == """
        net.cfg:12: error: layer 4 [convolutional] needs an image, but layer 3 [route] gives a \
        vector of 160 values
          help: layer 3 [route] at line 10 joins 4×4×2 with 8×8×2
        """)
  }
}
