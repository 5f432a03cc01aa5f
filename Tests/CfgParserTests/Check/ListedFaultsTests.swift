import CfgParser
import Testing

/// Bad cfg files as people have them: what of them a check calls an error, and where.
@Suite("faults of bad cfg files")
struct ListedFaultsTests {
  private static let layer = "[convolutional]\nfilters=8\nsize=3\npad=1\nactivation=linear\n"

  @Test(
    "each is an error of its rule, at its line",
    arguments: [
      // The layer begins at line 5, the text behind it at line 10.
      ("unknown-section", "[covolutional]\n", 10),
      ("bad-value", "[activation]\nactivation=leeky\n", 11),
      ("bad-value", "[convolutional]\nfilters=0\nactivation=linear\n", 11),
      ("bad-value", "[convolutional]\nfilters=2147483648\nactivation=linear\n", 11),
      ("bad-value", "[maxpool]\nstride=0\n", 11),
      ("bad-value", "[convolutional]\nfilters=8\nactivation=linear\ngroups=3\n", 13),
      ("bad-value", "[convolutional]\ndilation=0\nactivation=linear\n", 11),
      ("shape-mismatch", "[convolutional]\nsize=99\nactivation=linear\n", 10),
      ("shape-mismatch", "[convolutional]\ngroups=3\nfilters=3\nactivation=linear\n", 10),
      ("bad-reference", "[route]\nlayers=1\n", 11), ("bad-reference", "[route]\nlayers=-9\n", 11),
      ("bad-reference", "[shortcut]\nfrom=5\n", 11), ("bad-value", "[route]\nlayers=\n", 11),
      ("missing-key", "[route]\n", 10), ("missing-key", "[yolo]\nclasses=1\n", 10),
      ("bad-value", "[region]\nnum=2\nanchors=1,2,3\n", 12),
      ("bad-value", "[yolo]\nclasses=3\nanchors=1,nan\n", 12),
      ("bad-value", "[yolo]\nclasses=3\nanchors=9,9\nmask=1\n", 13),
      ("bad-value", "[yolo]\nclasses=3\nanchors=9,9,8,8\nnum=2\nmask=0,0\n", 14),
      ("bad-value", "[yolo]\nclasses=0\nanchors=9,9\n", 11),
      ("bad-value", "[yolo]\nclasses=1000000000\nanchors=9,9\n", 11),
      ("unsupported", "[conv_lstm]\noutput=8\npad=1\nbottleneck=1\n", 13),
      ("too-large", "[connected]\noutput=16777216\n", 10), ("syntax", "[net]\n", 10),
      ("syntax", "[softmax\n", 10), ("syntax", "filters\n", 10),
      ("too-large", "[route]\nlayers=" + String(repeating: "0,", count: 10_000) + "0\n", 11),
    ])
  func layers(_ rule: String, _ text: String, _ line: Int) {
    let errors = findings(in: net(width: 64, height: 64, Self.layer + text))
      .filter { $0.severity == .error }
    #expect(errors.map(\.rule.name) == [rule])
    #expect(errors.map(\.location.line) == [line])
    #expect(errors.allSatisfy { $0.location.column != nil })
  }

  @Test(
    "a width or height that makes no image is an error at its line",
    arguments: ["0", "-1", "abc", "1e9", "1000000000", ""])
  func sizes(_ value: String) {
    let text = "[net]\nwidth=\(value)\nheight=8\nchannels=3\n" + Self.layer
    let errors = findings(in: text).filter { $0.severity == .error }
    #expect(errors.map(\.location.line) == [2])
  }

  @Test("UTF-16 is told as such")
  func utf16() {
    let bytes = Array("[net]\n".utf16).flatMap { [UInt8($0 & 0xFF), 0] }
    #expect(
      CfgCheck(bytes, file: "net.cfg").findings.map(\.description) == [
        "net.cfg: error: the text is UTF-16, but only UTF-8 is read; save the file as UTF-8"
      ])
  }
}
