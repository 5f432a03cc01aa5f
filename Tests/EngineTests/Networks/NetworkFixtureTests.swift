import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

/// Whole small networks, every layer of them, against values from an independent reference in
/// double precision.
@Suite("whole networks")
struct NetworkFixtureTests {
  static let fixtures = Fixtures(Bundle.module)

  @Test("every layer gives what the reference gives", arguments: fixtures.cases(in: "networks"))
  func layers(_ name: String) throws {
    try expectLayers(in: "networks/\(name)", weights: "net.weights")
  }

  @Test(
    "every layer gives what the reference gives, whatever computes convolutions",
    arguments: [
      "batch-normalization", "mini-yolov2", "mini-yolov3", "mini-darknet19",
    ], ConvolutionAlgorithm.allCases)
  func algorithms(_ name: String, _ algorithm: ConvolutionAlgorithm) throws {
    let options = PlanOptions(
      threadCount: 2, retainsActivations: true, convolutionAlgorithm: algorithm)
    try expectLayers(of: run("networks/\(name)", "net.weights", options), in: "networks/\(name)")
  }

  @Test(
    "every layer gives what the reference gives in a tuned plan",
    arguments: ["mini-yolov2", "mini-yolov3", "conv_lstm"])
  func tuned(_ name: String) throws {
    let options = PlanOptions(threadCount: 2, retainsActivations: true, tunes: true)
    try expectLayers(of: run("networks/\(name)", "net.weights", options), in: "networks/\(name)")
  }

  @Test(
    "every header a weights file may have leads to the same layers",
    arguments: [
      "version-0.1", "version-0.2", "version-0.2.5", "transposed-minor", "transposed-major",
    ])
  func headers(_ name: String) throws {
    try expectLayers(in: "weights", weights: "\(name).weights")
  }

  @Test("the bits are the same for 1, 2 and 3 threads", arguments: fixtures.cases(in: "networks"))
  func threads(_ name: String) throws {
    let results = try [1, 2, 3].map { threadCount in
      let session = try run("networks/\(name)", "net.weights", .init(threadCount: threadCount))
      return session.output(of: session.plan.network.outputIndex)
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test(
    "sharing memory between layers changes nothing", arguments: fixtures.cases(in: "networks"))
  func sharedMemory(_ name: String) throws {
    let sharing = try run("networks/\(name)", "net.weights", .init(threadCount: 1))
    let retaining = try run(
      "networks/\(name)", "net.weights", .init(threadCount: 1, retainsActivations: true))
    let output = sharing.plan.network.outputIndex
    #expect(sharing.output(of: output) == retaining.output(of: output))
    #expect(PlanVerifier(sharing.plan).faults == [])
  }

  @Test(
    "weights that are read in the run give the bits of those that are kept",
    arguments: fixtures.cases(in: "networks"), [ConvolutionAlgorithm.direct, .winograd4])
  func weightsNotKept(_ name: String, _ algorithm: ConvolutionAlgorithm) throws {
    var options = PlanOptions(threadCount: 2, convolutionAlgorithm: algorithm)
    let kept = try run("networks/\(name)", "net.weights", options)
    options.keepsWeights = false
    let read = try run("networks/\(name)", "net.weights", options)
    let output = kept.plan.network.outputIndex
    #expect(kept.output(of: output) == read.output(of: output))
  }

  @Test(
    "batch normalisation as a step of its own gives what folding gives",
    arguments: [
      "batch-normalization", "mini-yolov2", "mini-darknet19", "connected", "deconvolutional",
      "convolutional-xnor", "rnn", "gru", "lstm", "crnn", "conv_lstm", "recurrent-xnor",
    ])
  func unfolded(_ name: String) throws {
    let options = PlanOptions(
      threadCount: 1, foldsBatchNormalization: false, retainsActivations: true)
    let session = try run("networks/\(name)", "net.weights", options)
    try expectLayers(of: session, in: "networks/\(name)")
  }

  private func expectLayers(in folder: String, weights: String) throws {
    let session = try run(
      folder, weights, .init(threadCount: 2, retainsActivations: true))
    try expectLayers(of: session, in: folder)
  }

  private func run(
    _ folder: String, _ weights: String, _ options: PlanOptions
  ) throws -> Session {
    let input = try Self.array(Self.fixtures.path(folder, "input.npy"))
    let document = try CfgDocument(contentsOf: Self.fixtures.path(folder, "net.cfg"))
    let network = try Network(document)
    let file = try WeightsFile(contentsOf: Self.fixtures.path(folder, weights))
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(file, for: network), options: options)
    var session = Session(plan)
    for step in Self.steps(of: input, count: network.inputShape.count) {
      try session.setInput(step.span)
      try session.runReading()
    }
    return session
  }

  /// The inputs of a sequence, or the only one.
  static func steps(of input: NpyArray, count: Int) -> [ArraySlice<Float>] {
    stride(from: 0, to: input.values.count, by: count).map { input.values[$0..<$0 + count] }
  }

  private static func array(_ path: String) throws -> NpyArray {
    try NpyArray(parsing: [UInt8](Data(contentsOf: URL(filePath: path))), named: path)
  }

  private func expectLayers(of session: borrowing Session, in folder: String) throws {
    let nodes = session.plan.network.nodes.filter {
      !($0.layer is CostLayer || $0.layer is ContrastiveLayer)
    }
    for node in nodes {
      let number = String(repeating: "0", count: 3 - String(node.index).count) + "\(node.index)"
      let expected = try Self.array(Self.fixtures.path(folder, "layer_\(number).npy"))
      let values = session.output(of: node.index)
      let mismatch = Tolerance.network.firstMismatch(values, expected.values)
      #expect(
        mismatch == nil,
        """
        layer \(node.index) [\(node.type)], value \(mismatch ?? 0): \
        \(values[mismatch ?? 0]), expected \(expected.values[mismatch ?? 0])
        """)
    }
  }
}
