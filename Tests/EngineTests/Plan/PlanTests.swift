import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("ExecutionPlan")
struct PlanTests {
  static let net = "[net]\nwidth=8\nheight=8\nchannels=3\n"
  static let branch = "[convolutional]\nfilters=4\nsize=3\npad=1\nactivation=linear\n"

  func plan(_ layers: String, _ options: PlanOptions = .init(threadCount: 1)) throws
    -> ExecutionPlan
  {
    let network = try Network(CfgDocument(parsing: Self.net + layers, file: "net.cfg"))
    return try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: options)
  }

  @Test("layers write straight into the buffer of the route that joins them")
  func zeroCopyRoute() throws {
    let plan = try plan(Self.branch + Self.branch + "[route]\nlayers=-1,-2\n")
    #expect(plan.steps.count == 2)
    #expect(plan.outputs[1].buffer == plan.outputs[2].buffer)
    #expect(plan.outputs[0].buffer == plan.outputs[2].buffer)
    #expect(plan.outputs[0].channelOffset == 4)
    #expect(plan.outputs[0].pixelStride == 8)
  }

  @Test("a route of one layer, a group of channels and dropout take no step")
  func aliases() throws {
    let plan = try plan(Self.branch + "[route]\nlayers=-1\ngroups=2\ngroup_id=1\n[dropout]\n")
    #expect(plan.steps.count == 1)
    #expect(plan.outputs[1] == plan.outputs[0].channels(from: 2, count: 2))
    #expect(plan.outputs[2] == plan.outputs[1])
  }

  @Test("[cost] takes no step behind a vector")
  func vectorBehindCost() throws {
    let plan = try plan("[avgpool]\n[softmax]\n[cost]\n")
    #expect(plan.outputs[2] == plan.outputs[1])
  }

  @Test("a route inside a route lies in the outer one's buffer")
  func nestedRoutes() throws {
    let plan = try plan(
      Self.branch + Self.branch + "[route]\nlayers=-1,-2\n" + Self.branch
        + "[route]\nlayers=-1,-2\n")
    #expect(plan.steps.count == 3)
    #expect(plan.outputs[2].buffer == plan.outputs[4].buffer)
    #expect(plan.outputs[2].channelOffset == 4)
    #expect(plan.outputs[0].channelOffset == 8)
  }

  @Test("a layer that two routes join is copied into the second")
  func sharedInput() throws {
    let plan = try plan(
      Self.branch + Self.branch + "[route]\nlayers=0,1\n[route]\nlayers=1,0\n")
    #expect(plan.steps.map(\.name).filter { $0.hasPrefix("copy") }.count == 2)
  }

  @Test("a shortcut adds to the layer before it in place, unless that layer is read again")
  func shortcutInPlace() throws {
    let alone = try plan(Self.branch + Self.branch + "[shortcut]\nfrom=-2\n")
    #expect(alone.outputs[1].buffer == alone.outputs[2].buffer)
    let shared = try plan(
      Self.branch + Self.branch + "[shortcut]\nfrom=-2\n[route]\nlayers=1,2\n")
    #expect(shared.outputs[1] != shared.outputs[2])
  }

  @Test("a layer that works in place leaves a route its memory: others may read its inputs")
  func routeNotTakenOver() throws {
    let plan = try plan(
      Self.branch + Self.branch + "[route]\nlayers=-1,-2\n[batchnorm]\n[route]\nlayers=0\n")
    #expect(plan.outputs[3].buffer != plan.outputs[2].buffer)
  }

  @Test("a head that a route joins is copied: its values lie side by side")
  func headInRoute() throws {
    let head = "[region]\nclasses=1\nanchors=1,1\n"
    let plan = try plan(
      Self.branch.replacing("filters=4", with: "filters=6") + head + "[route]\nlayers=0,1\n")
    #expect(plan.outputs[1].isContiguous)
    #expect(plan.steps.map(\.name).contains("copy of 8×8×6"))
  }

  @Test("an image behind [cost] is a vector in darknet's order")
  func imageBehindCost() throws {
    let plan = try plan("[cost]\n[softmax]\n")
    #expect(plan.outputs[0].shape == Shape(vectorOf: 192))
    #expect(plan.steps.first?.name == "8×8×3 as a vector")
  }

  @Test("buffers nest as deep as a network may be")
  func deepNesting() throws {
    let layers = String(repeating: "[batchnorm]\n", count: 9_999)
    let network = try Network(CfgDocument(parsing: Self.net + layers, file: "net.cfg"))
    var builder = PlanBuilder(
      network, weights: NetworkWeights(randomFor: network), kernels: .scalar,
      threads: ThreadPool(threadCount: 1), options: .init())
    #expect(builder.output(of: network.nodes[0]) == builder.output(of: network.nodes[9_998]))
  }

  @Test("retaining activations gives every layer memory that nothing overwrites")
  func retained() throws {
    let layers = String(repeating: Self.branch, count: 6)
    let sharing = try plan(layers)
    let retaining = try plan(layers, .init(threadCount: 1, retainsActivations: true))
    #expect(sharing.activationCount < retaining.activationCount)
    #expect(Set(retaining.outputs.map { retaining.offsets[$0.buffer] }).count == 6)
  }

  @Test("the input and the largest neighbours are all the memory a chain takes")
  func arena() throws {
    let plan = try plan(String(repeating: Self.branch, count: 10))
    #expect(plan.activationCount == 3 * 64 + 2 * 4 * 64)
  }

  @Test("what a layer remembers shares its memory with nothing")
  func states() throws {
    let plan = try plan(
      Self.branch + "[conv_lstm]\npad=1\noutput=4\npeephole=1\n" + Self.branch
        + "[crnn]\npad=1\noutput=4\nhidden=2\n" + Self.branch)
    #expect(plan.states.map(\.shape.channels) == [4, 4, 2])
    let states = plan.states.map { plan.offsets[$0.buffer] }
    for (state, start) in zip(plan.states, states) {
      let slots = plan.steps.flatMap { $0.reads + [$0.writes] }
      for slot in slots where slot.buffer != state.buffer {
        let first = plan.offsets[slot.buffer]
        let isApart =
          first + slot.pixelStride * slot.shape.area <= start || first >= start + state.shape.count
        #expect(isApart)
      }
    }
    #expect(PlanVerifier(plan).faults.isEmpty)
  }

  @Test("a sound plan has no faults")
  func verified() throws {
    let plan = try plan(
      Self.branch + Self.branch + "[shortcut]\nfrom=-2\n[route]\nlayers=-1,0\n" + Self.branch)
    #expect(PlanVerifier(plan).faults.isEmpty)
  }

  @Test("the summary has a line a step and the totals")
  func summary() throws {
    let text = try plan(Self.branch + "[maxpool]\nsize=2\nstride=1\n").summary.description
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[1].contains("convolution 3×3"))
    #expect(lines[2].contains("maxpool 2×2/1"))
    #expect(lines[3].contains("bytes a session"))
  }
}
