import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("partial")
struct PartialCommandTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    let layer = "[convolutional]\nfilters=2\nsize=1\n"
    let net = "[net]\nwidth=4\nheight=4\nchannels=1\n"
    try command.folder.write(net + layer + layer + layer, as: "three.cfg")
    let values = (0..<16).map(Float.init)
    try command.folder.write(
      WeightsBytes.file(values, header: WeightsBytes.header(revision: 0, seen: 640)),
      as: "three.weights")
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: command.folder.url.appendingPathComponent(name)))
  }

  @Test("the weights of the first layers, and no image seen")
  func cut() throws {
    let outcome = try command("partial", "three.cfg", "three.weights", "three.conv.2", "2")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "three.conv.2: the weights of layers 0 to 1\n")
    let header = WeightsBytes.header(revision: 0, seen: 0)
    #expect(
      try bytes("three.conv.2") == WeightsBytes.file((0..<10).map(Float.init), header: header))
  }

  @Test("a part of a part is that part; more than there is in it is an error")
  func again() throws {
    _ = try command("partial", "three.cfg", "three.weights", "three.conv.2", "2")
    #expect(try command("partial", "three.cfg", "three.conv.2", "three.conv.1", "1").status == 0)
    #expect(try bytes("three.conv.1").count == 20 + 4 * 4)
    let outcome = try command("partial", "three.cfg", "three.conv.2", "x", "3")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("has the weights of 2 layers, not of 3"))
  }

  @Test("more layers than there are, and an output that is an input, are faults of usage")
  func faults() throws {
    let before = try bytes("three.weights")
    #expect(try command("partial", "three.cfg", "three.weights", "x", "4").status == 64)
    #expect(try command("partial", "three.cfg", "three.weights", "three.weights", "2").status == 64)
    #expect(try command("partial", "three.cfg", "three.weights", "/no/where", "2").status == 73)
    #expect(try bytes("three.weights") == before)
  }
}
