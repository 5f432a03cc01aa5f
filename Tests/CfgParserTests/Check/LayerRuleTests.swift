import Testing

@testable import CfgParser

@Suite("rules for layers and [net]")
struct LayerRuleTests {
  @Test(
    "a layer that takes another twice is a warning",
    arguments: [
      (
        "[shortcut]\nfrom=-1\nactivation=linear\n", "layer 1 [shortcut] takes layer 0 twice", 9
      ),
      ("[route]\nlayers=-1,0\n", "layer 1 [route] takes layer 0 twice", 9),
    ])
  func twice(_ section: String, _ start: String, _ line: Int) {
    let text = net("[convolutional]\nfilters=2\nactivation=linear\n\(section)")
    let found = findings(in: text)
    #expect(found.map(\.rule.name) == ["repeated-reference"])
    #expect(found.first?.location.line == line)
    #expect(found.first?.message.hasPrefix(start) == true)
  }

  @Test("a layer nobody reads is a warning, but for heads, losses and the last")
  func unread() {
    let layer = "[convolutional]\nfilters=7\nactivation=linear\n"
    let head = "[yolo]\nclasses=2\nanchors=9,9\n"
    #expect(findings(in: net("\(layer)\(head)[route]\nlayers=0\n\(layer)\(head)")) == [])
    #expect(
      lines(of: "unread-layer", in: net("\(layer)\(layer)[route]\nlayers=0\n[softmax]\n")) == [
        "net.cfg:8:1: warning: layer 1 [convolutional] is computed, but no layer reads it; check the "
          + "numbers in 'layers' and 'from'"
      ])
  }

  @Test("a layer without activation is a note, since that is logistic")
  func activation() {
    #expect(
      lines(of: "missing-activation", in: net("[convolutional]\nfilters=2\n[softmax]\n")) == [
        "net.cfg:5:1: note: layer 0 [convolutional] has no activation, which is logistic, not linear"
      ])
  }

  @Test(
    "values of training that were left in are a note",
    arguments: [
      ("batch=64\nsubdivisions=16\n", 5, "batch=64 and subdivisions=16 are for training"),
      ("subdivisions=16\n", 5, "batch=1 and subdivisions=16 are for training"),
    ])
  func training(_ keys: String, _ line: Int, _ start: String) {
    let found = findings(in: detector("[softmax]\n", net: keys))
    #expect(found.map(\.rule.name) == ["training-value"])
    #expect(found.first?.location.line == line)
    #expect(found.first?.message.hasPrefix(start) == true)
  }

  @Test("a batch of one is none")
  func noTraining() {
    #expect(findings(in: detector("[softmax]\n", net: "batch=1\nsubdivisions=1\n")) == [])
  }

  @Test("steps and scales of different lengths are a warning")
  func steps() {
    let keys = "policy=steps\nsteps=400,450\nscales=.1,.1,.1\n"
    #expect(
      lines(of: "steps-scales", in: detector("[softmax]\n", net: keys)) == [
        "net.cfg:7:8: warning: 'steps' has 2 numbers, 'scales' has 3; every step takes a scale, in "
          + "training"
      ])
    #expect(findings(in: detector("[softmax]\n", net: keys.replacing(",.1,.1", with: ",.1"))) == [])
  }

  @Test("what only one program knows is one note, with every name once")
  func forks() {
    let layer = "[convolutional]\nfilters=4\nactivation=linear\n"
    let text = net(
      "\(layer)dilation=1\n\(layer)dilation=1\n[sam]\nfrom=0\n[shortcut]\nfrom=0\nalpha=1\n")
    #expect(
      lines(of: "fork-key", in: text) == [
        "net.cfg:8:10: note: only AlexeyAB's fork knows [convolutional] dilation; [sam]; the original "
          + "ignores such keys, and runs no such sections",
        "net.cfg:17:7: note: only the original Darknet knows [shortcut] alpha; AlexeyAB's fork ignores "
          + "such keys, and runs no such sections",
      ])
  }

  @Test("keys of every fork are keys that the section takes", arguments: [true, false])
  func forkKeys(_ isOriginal: Bool) {
    let keys = isOriginal ? ForkKeys.pjreddie : ForkKeys.alexeyab
    #expect(keys.sections.allSatisfy { LayerRegistry.type(named: $0)?.sectionNames[0] == $0 })
    for (section, keys) in keys.keys where section != "net" {
      for key in keys {
        let text = net("[softmax]\n[\(section)]\n\(key)=1\n")
        #expect(
          !findings(in: text).contains { $0.rule.name == "unknown-key" }, "[\(section)] \(key)")
      }
    }
  }
}
