import CfgParser
import Testing

@Suite("[net]")
struct NetSettingsTests {
  private func settings(_ keys: String) throws(CfgError) -> NetSettings {
    try network("[net]\n\(keys)\n[dropout]").settings
  }

  @Test("reads what matters for inference")
  func keys() throws {
    let settings = try settings(
      "width=4\nheight=3\nchannels=2\nbatch=64\nsubdivisions=16\nletter_box=1")
    #expect((settings.width, settings.height, settings.channels) == (4, 3, 2))
    #expect((settings.inputs, settings.batch, settings.subdivisions) == (24, 64, 16))
    #expect(settings.letterBox == true)
    #expect(settings.inputShape == .image(2, 3, 4))
  }

  @Test("letter_box is nothing where the key is absent")
  func letterBox() throws {
    #expect(try settings("inputs=3").letterBox == nil)
    #expect(try settings("inputs=3\nletter_box=0").letterBox == false)
  }

  @Test("a network of inputs alone takes so many channels of one pixel, whatever the caller's size")
  func inputs() throws {
    let settings = try settings("inputs=256\nbatch=2")
    #expect(settings.inputShape == .image(256, 1, 1))
    #expect((settings.width, settings.height, settings.channels) == (nil, nil, nil))
    let document = try CfgDocument(parsing: "[network]\ninputs=256\n[dropout]", file: "net.cfg")
    #expect(try Network(document, width: 9, height: 9).inputShape == .image(256, 1, 1))
  }

  @Test("inputs that contradict the image are ignored with a warning")
  func contradiction() throws {
    let image = "width=2\nheight=2\nchannels=3\n"
    #expect(try network("[net]\n\(image)inputs=12\n[dropout]").warnings.isEmpty)
    let network = try network("[net]\n\(image)inputs=13\n[dropout]")
    #expect(network.settings.inputs == 12)
    #expect(network.warnings.map(\.location.line) == [5])
  }

  @Test(
    "an image without one of its sizes is an error",
    arguments: ["width=2\nheight=2", "height=2\nchannels=3", "width=2\nchannels=3", "batch=1"])
  func missing(_ keys: String) {
    let error = #expect(throws: CfgError.self) { try settings(keys) }
    #expect(error?.code == .missingKey)
  }

  @Test(
    "sizes out of range are refused",
    arguments: ["0", "-1", "abc", "1e9", "1000000000", "", "99999999999999999999"],
    ["width", "height", "channels"])
  func badSizes(_ value: String, _ key: String) {
    var sizes = ["width": "2", "height": "2", "channels": "3"]
    sizes[key] = value
    let keys = sizes.map { "\($0)=\($1)" }.joined(separator: "\n")
    let error = #expect(throws: CfgError.self) { try settings(keys) }
    #expect(error?.code == .badValue)
    #expect(error?.message.hasPrefix("'\(key)=\(value)'") == true)
  }

  @Test("settings of training are accepted, steps without their scales with a warning")
  func training() throws {
    let keys = "inputs=3\nmomentum=0.9\npolicy=steps\nmax_epochs=1\nseen=3\nburn_in=10\nmosaic=1\n"
    #expect(try network("[net]\n\(keys)steps=1\nscales=1\n[dropout]").warnings.isEmpty)
    #expect(
      try network("[net]\n\(keys)steps=1\n[dropout]").warnings.map(\.message) == [
        "'policy=steps' lacks 'steps' and 'scales'; training needs both"
      ])
  }
}
