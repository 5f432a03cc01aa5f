import TestSupport
import Testing

/// Rows 1 to 31 of the list of bad inputs: a cfg that cannot be used is status 65 and one message
/// that says where, and costs neither time nor memory.
@Suite("bad inputs: cfg files", .timeLimit(.minutes(10)))
struct CfgRowsTests {
  private let bounded: BoundedCommand

  init() throws { bounded = try BoundedCommand() }

  private static let net = "[net]\nwidth=8\nheight=8\nchannels=3\n"

  /// A cfg whose sections behind `[net]`, from line 5 on, are these.
  private func info(_ sections: String) throws -> Answer {
    try bounded.info(Self.net + sections)
  }

  @Test("row 1: a file without sections says so", arguments: ["", "# only\n; comments\n"])
  func row1(_ text: String) throws {
    #expect(
      try bounded.info(text)
        == .refused("net.cfg: error: the file has no sections; the first one is [net]"))
  }

  @Test("row 2: the first section is [net]")
  func row2() throws {
    #expect(
      try bounded.info("# a\n[convolutional]\nfilters=1\n")
        == .refused("net.cfg:2: error: the first section is '[convolutional]'; it must be [net]"))
  }

  @Test("row 3: a key before any section is an error at its line")
  func row3() throws {
    #expect(
      try bounded.info("width=8\n[net]\n")
        == .refused(
          "net.cfg:1: error: 'width=8' stands before the first section, which is [net]"))
  }

  @Test(
    "row 4: a header without end and text without '=' are errors at their line and column",
    arguments: [
      (
        "[convolutional\nfilters=1\n", "net.cfg:5:15: error: '[convolutional' lacks its closing ']'"
      ),
      (
        "[convolutional]\nfilters 1\n",
        "net.cfg:6:1: error: 'filters1' is neither a [section], nor key=value, nor a comment"
      ),
    ])
  func row4(_ sections: String, _ message: String) throws {
    #expect(try info(sections) == .refused(message))
  }

  @Test("row 5: an unknown section comes with the nearest known one")
  func row5() throws {
    #expect(
      try info("[covolutional]\nfilters=1\n")
        == .refused(
          """
          net.cfg:5: error: unknown section '[covolutional]'
            help: did you mean '[convolutional]'?
          """))
  }

  @Test("row 6: an unknown key is a warning, and an error with --strict")
  func row6() throws {
    let outcome = try info("[convolutional]\nfilters=1\nactivation=linear\nfilter=2\n")
    let warning = """
      net.cfg:8: warning: [convolutional] has no key 'filter', it is ignored; \
      did you mean 'filters'?

      """
    #expect(outcome.status == 0)
    #expect(outcome.errors == warning)
    #expect(try bounded("check", "net.cfg").status == 0)
    #expect(try bounded("check", "net.cfg", "--strict").status == 65)
  }

  @Test("row 7: of a repeated key the first counts, and that is said")
  func row7() throws {
    let outcome = try info("[convolutional]\nfilters=1\nfilters=2\n")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors == "net.cfg:7: warning: 'filters=2' is ignored; 'filters=1' at line 6 counts\n"
    )
    #expect(outcome.output.contains("8×8×1"))
  }

  @Test("row 8: an unknown activation is an error with the list of the known ones")
  func row8() throws {
    #expect(
      try info("[convolutional]\nactivation=relux\n")
        == .refused(
          """
          net.cfg:6: error: 'activation=relux' is not known; [convolutional] takes linear, logistic, \
          loggy, relu, relu6, elu, selu, gelu, relie, ramp, leaky, revleaky, tanh, plse, stair, \
          hardtan, lhtan, swish, mish, hard_mish, normalize_channels, normalize_channels_softmax or \
          normalize_channels_softmax_maxval
            help: did you mean 'relu6'?
          """))
  }

  @Test(
    "row 9: line ends, byte order marks, blanks, tabs and comments do not matter",
    arguments: [
      "\u{FEFF}[net]\r\nwidth = 8 # wide\r\nheight\t=8  \r\nchannels=3\r\n[convolutional]\r\n",
      "[net]\rwidth=8\rheight=8\rchannels=3\r[convolutional]\r",
      "  [net]  \n\twidth=8\n\n; a comment\nheight = 8\nchannels=3 # as well\n[conv]",
    ])
  func row9(_ text: String) throws {
    let outcome = try bounded.info(text)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.hasPrefix("net: input 8×8×3\n"))
  }

  @Test("row 10: UTF-16 is told as such, of either order, with mark or without")
  func row10() throws {
    let units = Array("[net]\nwidth=8\n".utf16)
    let little = units.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
    }
    let big = units.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    let refused = Answer.refused(
      """
      net.cfg: error: the text is UTF-16, but only UTF-8 is read
        help: save the file as UTF-8
      """)
    for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
      #expect(try bounded.info(bytes) == refused)
    }
  }

  @Test("row 11: binary data is no cfg, and weights in its place are known")
  func row11() throws {
    #expect(
      try bounded.info([UInt8](repeating: 0, count: 300))
        == .refused(
          """
          net.cfg: error: the file is binary, not text
            help: did you swap this file and the weights?
          """))
    #expect(
      try bounded("info", "tiny.weights", "tiny.cfg")
        == .refused(
          """
          darknet-swift: error: the cfg and the weights are swapped: 'tiny.weights' is a weights file
            help: darknet-swift info tiny.cfg tiny.weights
          """, status: 64))
  }

  @Test(
    "row 12: a width that makes no image is an error at its line",
    arguments: [
      ("0", "out of range"), ("-1", "out of range"), ("1000000000", "out of range"),
      ("99999999999999999999", "out of range"), ("abc", "not an integer"),
      ("1e9", "not an integer"), ("", "not an integer"),
    ])
  func row12(_ value: String, _ fault: String) throws {
    #expect(
      try bounded.info("[net]\nwidth=\(value)\nheight=8\nchannels=3\n[dropout]\n")
        == .refused(
          "net.cfg:2: error: 'width=\(value)' is \(fault); [net] takes a width from 1 to 65,536"))
  }

  @Test("row 13: a size that no stride divides is taken, but where a layer needs another")
  func row13() throws {
    let odd = Self.net.replacing("=8", with: "=9")
    let taken = try bounded.info(odd + "[convolutional]\nsize=3\nstride=2\npad=1\n")
    #expect(taken.status == 0)
    #expect(taken.output.contains("5×5×1"))
    #expect(
      try bounded.info(odd + "[reorg]\nstride=2\nreverse=0\n[yolo]\nclasses=1\n").errors
        .hasPrefix("net.cfg:5: error: layer 0 [reorg] needs "))
  }

  @Test(
    "row 14: a number of filters that no layer has is an error",
    arguments: ["0", "-1", "2147483648"])
  func row14(_ value: String) throws {
    #expect(
      try info("[convolutional]\nfilters=\(value)\n")
        == .refused(
          """
          net.cfg:6: error: 'filters=\(value)' is out of range; [convolutional] takes filters \
          from 1 to 1,048,576
          """))
  }

  @Test("row 15: a window larger than the padded image is an error with layer and shapes")
  func row15() throws {
    #expect(
      try info("[convolutional]\nsize=9\n")
        == .refused(
          """
          net.cfg:5: error: layer 0 [convolutional] needs at least 9×9 pixels (window 9×9, padding 0 \
          in all), but the network's input gives 8×8×3
          """))
  }

  @Test(
    "row 16: strides, dilations and groups begin at 1",
    arguments: [
      ("stride", "a stride", "1024"), ("dilation", "a dilation", "1024"),
      ("groups", "groups", "1,048,576"),
    ])
  func row16(_ key: String, _ phrase: String, _ limit: String) throws {
    #expect(
      try info("[convolutional]\n\(key)=0\n")
        == .refused(
          """
          net.cfg:6: error: '\(key)=0' is out of range; [convolutional] takes \(phrase) \
          from 1 to \(limit)
          """))
  }

  @Test(
    "row 17: groups divide the channels and the filters",
    arguments: [
      (
        "groups=2\nfilters=2\n",
        """
        net.cfg:5: error: layer 0 [convolutional] needs channels that groups=2 divides, but the \
        network's input gives 8×8×3
        """
      ),
      (
        "groups=3\nfilters=4\n",
        "net.cfg:6: error: 'groups=3' does not divide filters=4; [convolutional] takes groups that do"
      ),
    ])
  func row17(_ options: String, _ message: String) throws {
    #expect(try info("[convolutional]\n" + options) == .refused(message))
  }

  @Test(
    "row 18: a layer refers to those before it",
    arguments: [
      ("[route]\nlayers=5\n", "layer 1 [route] refers to layer 5", "layers"),
      ("[route]\nlayers=1\n", "layer 1 [route] refers to layer 1", "layers"),
      ("[route]\nlayers=-3\n", "layer 1 [route] refers to layer -2", "layers"),
      ("[shortcut]\nfrom=7\n", "layer 1 [shortcut] refers to layer 7", "from"),
    ])
  func row18(_ section: String, _ fault: String, _ key: String) throws {
    #expect(
      try info("[dropout]\n" + section)
        == .refused(
          """
          net.cfg:7: error: \(fault), but only layer 0 comes before it
            help: '\(key)' counts from 0, or backwards from here with -1, -2, …
          """))
  }

  @Test("row 18: a route without layers is an error")
  func row18Empty() throws {
    #expect(
      try info("[dropout]\n[route]\nlayers=\n")
        == .refused("net.cfg:7: error: 'layers=' has '' as item 1, which is not an integer"))
  }

  @Test("row 19: a shortcut of unlike sizes is taken, a route of them makes no image")
  func row19() throws {
    let halves = "[convolutional]\n[convolutional]\nstride=2\nsize=2\n"
    let shortcut = try info(halves + "[shortcut]\nfrom=0\n")
    #expect(shortcut.status == 0)
    #expect(shortcut.output.contains("4×4×1"))
    #expect(
      try info(halves + "[route]\nlayers=0,1\n[convolutional]\n")
        == .refused(
          """
          net.cfg:11: error: layer 3 [convolutional] needs an image, but layer 2 [route] gives a \
          vector of 80 values
            help: layer 2 [route] at line 9 joins 8×8×1 with 4×4×1
          """))
  }

  @Test("row 20: a list of 10,000 entries and a line of 10 MB are beyond the limits")
  func row20() throws {
    let entries = [String](repeating: "-1", count: 10_000).joined(separator: ",")
    let list = try info("[dropout]\n[route]\nlayers=\(entries)\n")
    #expect(list.status == 65)
    #expect(list.errors.hasPrefix("net.cfg:7: error: 'layers=-1,-1,"))
    #expect(list.errors.hasSuffix(" has 10,000 items; [route] takes up to 4096\n"))
    #expect(
      try info("[dropout]\n#" + String(repeating: "x", count: 9_999_999) + "\n")
        == .refused("net.cfg:6: error: the line has 10,000,000 bytes; up to 1,048,576 are read"))
  }

  private static let head = "[convolutional]\nfilters=18\n[yolo]\nclasses=1\n"

  @Test(
    "row 21: anchors are pairs of finite numbers",
    arguments: [
      (
        "num=3\n",
        "7: error: [yolo] lacks the key 'anchors'; it takes 6 numbers, width and height for num=3"
      ),
      (
        "anchors=1,2,3\nnum=3\n",
        "9: error: 'anchors=1,2,3' has 3 numbers; [yolo] takes pairs of width and height"
      ),
      (
        "anchors=1,nan,3,4,5,6\nnum=3\n",
        "9: error: 'anchors=1,nan,3,4,5,6' has 'nan' as item 2, which is not a finite number"
      ),
    ])
  func row21(_ options: String, _ message: String) throws {
    #expect(try info(Self.head + options) == .refused("net.cfg:" + message))
  }

  @Test("row 21: fewer anchors than num, as a published cfg has them, are a warning")
  func row21Few() throws {
    let outcome = try info(Self.head + "anchors=1,2,3,4\nnum=3\n")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors == """
        net.cfg:9: warning: 'anchors' has 4 numbers, num=3 needs 6; the last 2 are taken as 0.5

        """)
  }

  @Test(
    "row 22: a mask names anchors that are there, each once",
    arguments: [
      ("0,1,3", "names anchor 3, but there are only anchors 0 to 2"),
      ("0,1,1", "names anchor 1 twice"),
    ])
  func row22(_ mask: String, _ message: String) throws {
    #expect(
      try info(Self.head + "anchors=1,2,3,4,5,6\nnum=3\nmask=\(mask)\n")
        == .refused("net.cfg:11: error: 'mask=\(mask)' \(message)"))
  }

  @Test("row 23: a head that gets other channels than it needs names the line that mends it")
  func row23() throws {
    let yolo = "[yolo]\nmask=0,1,2\nclasses=80\nnum=3\nanchors=1,2,3,4,5,6\n"
    #expect(
      try info("[convolutional]\nfilters=75\n" + yolo)
        == .refused(
          """
          net.cfg:7: error: layer 1 [yolo] needs 255 channels (masks 3 × (4 + 1 + classes 80)), but \
          layer 0 [convolutional] gives 75
            help: set filters=255 at line 6, or classes=20 at line 9
          """))
  }

  @Test("row 24: a number of classes that no head has is an error", arguments: ["0", "1000000000"])
  func row24(_ value: String) throws {
    #expect(
      try info("[convolutional]\nfilters=18\n[yolo]\nclasses=\(value)\n")
        == .refused(
          """
          net.cfg:8: error: 'classes=\(value)' is out of range; [yolo] takes classes from 1 to 65,536
          """))
  }

  @Test("row 25: batch and subdivisions of training are told under -v and mean nothing")
  func row25() throws {
    let training = "[net]\nbatch=64\nsubdivisions=16\nwidth=8\nheight=8\nchannels=3\n[conv]\n"
    #expect(try bounded.info(training).errors == "")
    #expect(
      try bounded("info", "net.cfg", "-v").errors.contains(
        "net.cfg: batch=64 and subdivisions=16 are for training and mean nothing here\n"))
  }

  @Test("row 26: a million layers are more than are read")
  func row26Layers() throws {
    #expect(
      try info(String(repeating: "[dropout]\n", count: 1_000_000))
        == .refused(
          "net.cfg:10005: error: the file goes on behind section 10001; up to 10,000 are read"))
  }

  @Test("row 26: a network that takes more memory than it may is an error with both numbers")
  func row26Memory() throws {
    let sections = "[convolutional]\nfilters=5\n"
    try bounded.command.folder.write(
      "[net]\nwidth=20000\nheight=20000\nchannels=3\n" + sections, as: "net.cfg")
    let outcome = try bounded("bench", "net.cfg", "--max-memory", "2G")
    #expect(outcome.status == 65)
    #expect(outcome.output == "")
    #expect(
      outcome.errors.hasPrefix(
        """
        net.cfg: error: the network takes 80 bytes for weights and 12,800,000,000 for activations, \
        the limit leaves 2,0
        """))
    #expect(
      outcome.errors.hasSuffix(
        "\n  help: a smaller width and height take less or --max-memory allows more\n"))
  }

  @Test("row 27: an input of more values than 64 bits can count is an error")
  func row27() throws {
    let sizes = "[net]\nwidth=65536\nheight=65536\nchannels=1048576\n[conv]\n"
    #expect(
      try bounded.info(sizes)
        == .refused(
          """
          net.cfg:1: error: the network's input, 65536×65536×1048576, has 4,503,599,627,370,496 \
          values (18,014,398,509,481,984 bytes); up to 2,147,483,647 are taken
          """))
    let layers = String(repeating: "[upsample]\nstride=64\n", count: 8)
    #expect(
      try info(layers).errors.hasPrefix("net.cfg:7: error: the output of layer 1 [upsample], "))
  }

  @Test("row 28: a network without a head runs, but finds no objects")
  func row28() throws {
    try bounded.command.folder.write(Self.net + "[convolutional]\nfilters=14\n", as: "net.cfg")
    #expect(try bounded("bench", "net.cfg", "--iterations", "1").status == 0)
    try bounded.command.folder.write(
      WeightsBytes.file([Float](repeating: 0, count: 56)), as: "net.weights")
    #expect(
      try bounded("detect", "net.cfg", "net.weights", "red.bmp", "--no-image")
        == .refused(
          """
          net.cfg: error: the network has no layer that gives boxes: [region], [yolo], [Gaussian_yolo] \
          or [detection]
            help: classifiers run with 'classify'
          """))
  }

  @Test("row 29: a second [net] is an error at its line")
  func row29() throws {
    #expect(
      try info(Self.net + "[convolutional]\n")
        == .refused("net.cfg:5: error: '[net]' stands in the file a second time"))
  }

  @Test("row 30: a tree that is missing, has a cycle or another number of classes is an error")
  func row30() throws {
    let cfg = TinyNetworks.detectorCfg + "tree=classes.tree\n"
    try bounded.command.folder.write(cfg, as: "net.cfg")
    let call = ["detect", "net.cfg", "tiny.weights", "red.bmp", "--no-image"]
    #expect(
      try bounded(call)
        == .refused(
          """
          net.cfg:17: error: 'tree=classes.tree' names a tree of classes that is not there
            help: looked for 'classes.tree' and '../classes.tree'
          """, status: 66))
    try bounded.command.folder.write("a 1\nb 0\n", as: "classes.tree")
    #expect(
      try bounded(call)
        == .refused(
          """
          classes.tree:1: error: node 0 has the parent 1, but none comes before it
            help: a root has the parent -1
          """))
    try bounded.command.folder.write("a -1\nb -1\nc -1\n", as: "classes.tree")
    #expect(
      try bounded(call)
        == .refused(
          """
          net.cfg:17: error: 'tree=classes.tree' has 3 nodes, but layer 1 [region] has 2 classes
            help: read from 'classes.tree'
          """))
  }

  @Test("row 30: a map is for a tree, and names classes that the network has")
  func row30Map() throws {
    try bounded.command.folder.write("0\n7\n", as: "classes.map")
    let images = ["tiny.weights", "red.bmp", "--no-image", "--map", "classes.map"]
    #expect(
      try bounded(["detect", "tiny.cfg"] + images)
        == .refused(
          "darknet-swift: error: --map is for networks whose classes form a tree; this one has none",
          status: 64))
    try bounded.command.folder.write("a -1\nb -1\n", as: "classes.tree")
    try bounded.command.folder.write(
      TinyNetworks.detectorCfg + "tree=classes.tree\n", as: "net.cfg")
    #expect(
      try bounded(["detect", "net.cfg"] + images).errors
        .hasPrefix("classes.map:2: error: "))
  }

  @Test("row 31: what Darknet knows and this program does not run is refused, never left out")
  func row31() throws {
    #expect(
      try info("[conv_lstm]\noutput=8\npad=1\nbottleneck=1\n")
        == .refused("net.cfg:8: error: 'bottleneck=1' is known, but not supported"))
  }
}
