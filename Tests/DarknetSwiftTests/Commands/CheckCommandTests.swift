import TestSupport
import Testing

@Suite("check")
struct CheckCommandTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
  }

  /// Replaces text in `tiny.cfg`.
  private func write(_ text: String, with other: String, as name: String = "odd.cfg") throws {
    try command.folder.write(TinyNetworks.detectorCfg.replacing(text, with: other), as: name)
  }

  @Test("a sound cfg with its weights has nothing on standard output, and a line for people")
  func sound() throws {
    let outcome = try command("check", "tiny.cfg", "tiny.weights")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(
      outcome.errors
        == "tiny.cfg: nothing wrong; tiny.weights: version 0.2.0, trained with 0 images, 2702 "
        + "values, as needed, 2702 looked at\n")
    #expect(try command("check", "tiny.cfg", "tiny.weights", "-q").errors == "")
  }

  @Test("findings are lines on standard output that an editor can jump to; errors are bad data")
  func findings() throws {
    try write("filters=14", with: "filters=12\nfilter=3")
    let outcome = try command("check", "odd.cfg")
    #expect(outcome.status == 65)
    #expect(
      outcome.output == """
        odd.cfg:7:9: error: layer 0 [convolutional]: filters=12 are for classes=1, but layer 1 \
        [region] needs 14 channels (num 2 × (coords 4 + 1 + classes 2)); set filters=14 at line 7, or \
        classes=1 at line 15
        odd.cfg:8:1: warning: [convolutional] has no key 'filter', it is ignored; did you mean \
        'filters'?
        odd.cfg: note: no weights were given, and there is no 'odd.weights' or \
        '\(command.folder.path(".cache/darknet-swift/odd.weights"))'; the cfg alone is checked

        """)
    #expect(outcome.errors == "odd.cfg: 1 error, 1 warning, 1 note\n")
  }

  @Test("warnings end with 0, and with 65 if that is asked for", arguments: [true, false])
  func strict(_ isStrict: Bool) throws {
    try write("filters=14", with: "filters=14\nfilter=3")
    let words = ["check", "odd.cfg", "tiny.weights"] + (isStrict ? ["--strict"] : [])
    #expect(try command.run(words).status == (isStrict ? 65 : 0))
    #expect(try command("check", "tiny.cfg", "--strict").status == 0)
  }

  @Test("json is one object with the findings and a summary")
  func json() throws {
    try write("filters=14", with: "filters=14\nfilter=3")
    let outcome = try command("check", "odd.cfg", "tiny.weights", "--format", "json")
    let object = try JSONResult.object(outcome.output)
    let finding = try #require((object["findings"] as? [[String: Any]])?.first)
    #expect(finding["file"] as? String == "odd.cfg")
    #expect(finding["line"] as? Int == 8)
    #expect(finding["column"] as? Int == 1)
    #expect(finding["severity"] as? String == "warning")
    #expect(finding["rule"] as? String == "unknown-key")
    #expect((finding["message"] as? String)?.hasPrefix("[convolutional] has no key") == true)
    #expect(finding["help"] != nil)
    let summary = try #require(object["summary"] as? [String: Any])
    #expect(summary["usable"] as? Bool == true)
    #expect(summary["errors"] as? Int == 0)
    #expect(summary["warnings"] as? Int == 1)
    let weights = try #require(summary["weights"] as? [String: Any])
    #expect(weights["path"] as? String == "tiny.weights")
    #expect(weights["values"] as? Int == 2702)
    #expect(weights["needed_values"] as? Int == 2702)
    #expect(weights["checked_values"] as? Int == 2702)
  }

  @Test("weights beside the cfg are checked, and that is told")
  func lookup() throws {
    let outcome = try command("check", "tiny.cfg")
    #expect(outcome.status == 0)
    #expect(
      outcome.output
        == "tiny.cfg: note: no weights were given; 'tiny.weights' is there and is checked\n")
  }

  @Test(
    "weights of another network are told by their size, and what is no weights file by its kind")
  func misfit() throws {
    try TinyNetworks.writeClassifier(to: command.folder)
    let outcome = try command("check", "colors.cfg", "tiny.weights")
    #expect(outcome.status == 65)
    #expect(
      outcome.output.hasPrefix(
        "tiny.weights: error: colors.cfg uses 12 values, the file has 2702 (2690 left over); "))
    let page = try command.folder.write("<!doctype html><html>", as: "page.weights")
    let foreign = try command("check", "colors.cfg", page)
    #expect(foreign.status == 65)
    #expect(foreign.output.contains("error: the file is a web page, not weights; "))
  }

  @Test("weights are not compared with a cfg that has errors")
  func unchecked() throws {
    try write("[region]", with: "[regoin]")
    let outcome = try command("check", "odd.cfg", "tiny.weights")
    #expect(outcome.status == 65)
    #expect(
      outcome.output.hasSuffix(
        "tiny.weights: note: the file holds 2702 values; it cannot be compared before the cfg has no "
          + "errors\n"))
  }

  @Test(
    "files that are missing are status 66", arguments: [["no.cfg"], ["tiny.cfg", "no.weights"]])
  func missing(_ words: [String]) throws {
    let outcome = try command.run(["check"] + words)
    #expect(outcome.status == 66)
    #expect(outcome.output == "")
  }

  @Test("names beside the cfg, given, or in a data file are counted")
  func names() throws {
    try command.folder.write("ball\n", as: "tiny.names")
    try command.folder.write("classes=80\nnames=tiny.names\n", as: "tiny.data")
    let expected = "tiny.names: warning: the list has 1 names for 2 classes; the others are called "
    #expect(try command("check", "tiny.cfg").output.contains(expected))
    try TinyNetworks.writeDetector(to: command.folder)
    #expect(
      try command("check", "tiny.cfg", "--data", "tiny.data").output.contains(
        "tiny.data:1: warning: 'classes=80', but the network has 2"))
    try command.folder.write("a\nb\nc\n", as: "other.names")
    #expect(
      try command("check", "tiny.cfg", "--names", "other.names").output.contains(
        "other.names: warning: the list has 3 names for 2 classes; the rest is ignored"))
  }

  @Test("colour is for terminals, or when it is asked for")
  func color() throws {
    try write("filters=14", with: "filters=14\nfilter=3")
    #expect(!(try command("check", "odd.cfg").output.contains("\u{1B}")))
    let outcome = try command("check", "odd.cfg", "--color", "always")
    #expect(outcome.output.contains("\u{1B}[1;33mwarning:\u{1B}[0m"))
    #expect(outcome.output.contains("\u{1B}[1;36mnote:\u{1B}[0m"))
  }

  @Test("detect warns of weights with NaN once, with the call that says more")
  func detect() throws {
    var weights = TinyNetworks.detectorWeights
    // The first bias, behind a header of 20 bytes.
    weights.replaceSubrange(20..<24, with: [0, 0, 0xC0, 0x7F])
    try command.folder.write(weights, as: "nan.weights")
    try TinyNetworks.writePictures(to: command.folder)
    let outcome = try command("detect", "tiny.cfg", "nan.weights", "red.bmp", "--no-image")
    #expect(
      outcome.errors
        == "nan.weights: warning: layer 0 [convolutional] has NaN or infinite values, so what the "
        + "network finds means nothing; 'darknet-swift check tiny.cfg nan.weights' says more\n")
    let check = try command("check", "tiny.cfg", "nan.weights")
    #expect(check.status == 65)
    #expect(check.output.contains("layer 0 [convolutional] 'biases': 1 of 14 values are NaN"))
  }

  @Test("a shipped network and its weights have nothing but the note which those are")
  func shipped() throws {
    let outcome = try command("check", "signs")
    #expect(outcome.status == 0)
    #expect(outcome.output.split(separator: "\n").count == 1)
  }
}
