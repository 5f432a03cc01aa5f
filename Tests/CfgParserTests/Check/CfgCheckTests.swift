import CfgParser
import TestSupport
import Testing

@Suite("CfgCheck")
struct CfgCheckTests {
  @Test("a sound cfg has no findings, and its network")
  func sound() {
    let check = CfgCheck(
      parsing: net("[convolutional]\nfilters=2\nactivation=linear\n"), file: "net.cfg")
    #expect(check.findings == [])
    #expect(check.network?.nodes.count == 1)
  }

  @Test("every fault of a file is told, in the order of the lines, with columns")
  func allFaults() {
    let text = """
      [net]
      width=32
      height=24
      channels=3
      batch=none
      [convolutional]
        filters = many
      activation=leeky
      what is this
      [maxpol]
      [route]
      layers=-1,9
      """
    #expect(
      findings(in: text).map(\.description) == [
        "net.cfg:5:7: error: 'batch=none' is not an integer; [net] takes a batch from 1 to "
          + "16,777,216",
        "net.cfg:7:13: error: 'filters=many' is not an integer; [convolutional] takes filters from "
          + "1 to 1,048,576",
        "net.cfg:8:12: error: 'activation=leeky' is not known; [convolutional] takes "
          + "\(Wording.list(Activation.allCases.map(\.rawValue))); did you mean 'leaky'?",
        "net.cfg:9:1: error: 'whatisthis' is neither a [section], nor key=value, nor a comment",
        "net.cfg:10:1: error: unknown section '[maxpol]'; did you mean '[maxpool]'?",
        "net.cfg:12:8: error: layer 2 [route] refers to layer 9, but only layers 0 to 1 come "
          + "before it; 'layers' counts from 0, or backwards from here with -1, -2, …",
      ])
  }

  @Test(
    "a fault is told once, without what follows from it",
    arguments: [
      // The shape of the input is not known.
      ("[net]\nwidth=x\nheight=24\nchannels=3\n[convolutional]\nactivation=linear\n[crop]", 2),
      // Nor is what the layer before gives.
      (net("[convolutional]\nfilters=x\n[softmax]\ngroups=7\n[region]\nanchors=1,1\n"), 6),
      // A default in place of the value that is wrong would not suit the groups.
      (net("[convolutional]\nfilters=x\ngroups=4\nactivation=linear\n"), 6),
      // Options behind a header that lacks its bracket are that section's.
      (net("[convolutional\nfilters=2\nactivation=linear\n[avgpool]\n"), 5),
      ("[net]\nwidth=8\nheight=8\nchannels=1\n[]\nfilters=2\n[softmax]\n", 5),
      ("width=8\nheight=8\n[net]\nwidth=8\nheight=8\nchannels=1\n[softmax]\n", 1),
      ("[convolutional]\nfilters=2\nactivation=linear\n[softmax]\n", 1),
    ])
  func once(_ text: String, _ line: Int) {
    let errors = findings(in: text).filter { $0.severity == .error }
    #expect(errors.map(\.location.line) == [line])
  }

  @Test("faults of two layers that have nothing to do with each other are both told")
  func independent() {
    let text = net(
      "[implicit]\nfilters=6\n[convolutional]\nsize=0\n[route]\nlayers=0\n[softmax]\ngroups=4\n")
    let errors = findings(in: text).filter { $0.severity == .error }
    #expect(errors.map(\.location.line) == [8, 11])
  }

  @Test(
    "a file that is no cfg is one finding",
    arguments: [
      ("", "net.cfg: error: the file has no sections; the first one is [net]"),
      ("# nothing\n", "net.cfg: error: the file has no sections; the first one is [net]"),
      (
        "[net]\nwidth=8\nheight=8\nchannels=1\n",
        "net.cfg:1:1: error: [net] is the only section; layers follow it"
      ),
      (
        "[\u{0}]",
        "net.cfg: error: the file is binary, not text; did you swap this file and the weights?"
      ),
    ])
  func noCfg(_ text: String, _ line: String) {
    #expect(findings(in: text).map(\.description) == [line])
  }

  @Test("a file that is missing is an error, not a finding")
  func missing() {
    let error = #expect(throws: CfgError.self) { try CfgCheck(contentsOf: "/nowhere/net.cfg") }
    #expect(error?.code == .unreadable)
  }

  @Test("a thousand findings of a kind are a hundred and their number")
  func limit() {
    let text = net(String(repeating: "[route]\nlayers=99999\n", count: 300))
    let errors = findings(in: text)
    #expect(errors.count == 101)
    #expect(errors.filter { $0.message == "200 more such findings are left out" }.count == 1)
  }

  @Test(
    "checks of hostile texts end soon",
    .enabled(if: Sanitizer.current == nil, "\(Sanitizer.remark)"), .timeLimit(.minutes(10)))
  func hostile() {
    let route = "[route]\nlayers=" + [String](repeating: "0", count: 4_096).joined(separator: ",")
    let head = "[yolo]\nclasses=x\nmask=x\nnum=x\nanchors=x\nwhat=1\n"
    let texts = [
      String(repeating: "\n", count: 1 << 17), String(repeating: "[\n", count: 1 << 14),
      net("[dropout]\n" + String(repeating: route + "\n", count: 40)),
      net(String(repeating: head, count: 1_000)),
      net(String(repeating: "[convolutional]\nfilters=1\n", count: 10_000)),
    ]
    for text in texts { #expect(!findings(in: text).isEmpty) }
  }

  @Test("columns count characters, not bytes")
  func characters() {
    let text = "[net]\nwidth=8\nheight=8\nchannels=1\n[conv] \n\tä = 2\nactivation=linear"
    #expect(lines(of: "unknown-key", in: text).first?.hasPrefix("net.cfg:6:2: ") == true)
  }

  @Test("rules have names of their own, and a phrase each")
  func rules() {
    let rules = CfgCheck.rules
    #expect(Set(rules.map(\.name)).count == rules.count)
    #expect(rules.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
  }
}
