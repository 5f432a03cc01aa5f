import CfgParser
import Testing

@Suite("messages, word for word")
struct MessageTests {
  private let file = "yolov2-voc.cfg"
  private let input = [1: "[net]", 2: "width=416", 3: "height=416", 4: "channels=3"]

  @Test("an unknown section is named, with the nearest known one")
  func unknownSection() {
    let text = placed(input.merging([25: "[convolutinal]"]) { $1 })
    #expect(
      fault(of: text, file: file)?.description == """
        yolov2-voc.cfg:25: error: unknown section '[convolutinal]'
          help: did you mean '[convolutional]'?
        """)
  }

  @Test("a value of the wrong kind is quoted, with the range")
  func wrongKind() {
    let text = placed(input.merging([225: "[convolutional]", 228: "stride=two"]) { $1 })
    #expect(
      fault(of: text, file: file)?.description == """
        yolov2-voc.cfg:228: error: 'stride=two' is not an integer; \
        [convolutional] takes a stride from 1 to 1024
        """)
  }

  @Test("a bad reference names both layers and those there are")
  func badReference() {
    var lines = input
    for index in 0..<28 { lines[10 + index] = "[dropout]" }
    (lines[222], lines[223]) = ("[route]", "layers=-1,31")
    #expect(
      fault(of: placed(lines), file: file)?.description == """
        yolov2-voc.cfg:223: error: layer 28 [route] refers to layer 31, \
        but only layers 0 to 27 come before it
          help: 'layers' counts from 0, or backwards from here with -1, -2, …
        """)
  }

  @Test("a head of other channels shows the sum and the two lines that mend it")
  func headChannels() {
    var lines = input
    for index in 0..<30 { lines[10 + index] = "[dropout]" }
    (lines[233], lines[237], lines[241]) = ("[convolutional]", "filters=425", "[region]")
    lines[242] =
      "anchors = 1.3221, 1.73145, 3.19275, 4, 5.05587, 8.09892, 9.47112, 4.84, 11, 10.0071"
    (lines[244], lines[245], lines[246]) = ("classes=20", "coords=4", "num=5")
    #expect(
      fault(of: placed(lines), file: file)?.description == """
        yolov2-voc.cfg:241: error: layer 31 [region] needs 125 channels \
        (num 5 × (coords 4 + 1 + classes 20)), but layer 30 [convolutional] gives 425
          help: set filters=125 at line 237, or classes=80 at line 244
        """)
  }

  @Test("a key that does not exist is a warning, with the nearest known one")
  func unknownKey() throws {
    let text = placed(input.merging([25: "[convolutional]", 27: "filter=32"]) { $1 })
    #expect(
      try network(text, file: file).warnings.map(\.description) == [
        """
        yolov2-voc.cfg:27: warning: [convolutional] has no key 'filter', it is ignored; \
        did you mean 'filters'?
        """
      ])
  }

  @Test("a head behind a layer without filters offers its classes alone")
  func headBehindRoute() {
    let text = net("[conv]\nfilters=255\n[empty]\n[yolo]\nmask=0,1,2\nanchors=1,2,3,4,5,6\nnum=3\n")
    #expect(
      fault(of: text)?.description == """
        net.cfg:8: error: layer 2 [yolo] needs 75 channels (masks 3 × (4 + 1 + classes 20)), \
        but layer 1 [empty] gives 255
          help: set classes=80 at line 8
        """)
  }

  @Test("a number of classes that no setting would suit is not offered")
  func headWithoutWayOut() {
    let text = net("[conv]\nfilters=7\n[region]\nanchors=1,1,2,2\nnum=2\nclasses=1\n")
    #expect(fault(of: text)?.help == "set filters=12 at line 6")
  }

  @Test(
    "other faults say what is found and what is right",
    arguments: [
      ("", "net.cfg: error: the file has no sections; the first one is [net]"),
      ("# nothing\n", "net.cfg: error: the file has no sections; the first one is [net]"),
      ("[conv]", "net.cfg:1: error: the first section is '[conv]'; it must be [net]"),
      ("[net]\ninputs=3", "net.cfg:1: error: [net] is the only section; layers follow it"),
      (
        "batch=1\n[net]",
        "net.cfg:1: error: 'batch=1' stands before the first section, which is [net]"
      ),
      ("[net", "net.cfg:1:5: error: '[net' lacks its closing ']'"),
      ("[net] x", "net.cfg:1:7: error: 'x' stands behind '[net]'"),
      ("[ ]", "net.cfg:1:3: error: a section needs a name between '[' and ']'"),
      (
        "[net]\n  wide",
        "net.cfg:2:3: error: 'wide' is neither a [section], nor key=value, nor a comment"
      ),
      ("[net]\n =3", "net.cfg:2:2: error: '=3' lacks a key before '='"),
      (
        "[net]\nwidth=4\nheight=4",
        "net.cfg:1: error: [net] lacks the key 'channels'; it takes channels from 1 to 1,048,576"
      ),
      (
        "[net]\nwidth=4\nheight=4\nchanels=3",
        """
        net.cfg:1: error: [net] lacks the key 'channels'; it takes channels from 1 to 1,048,576
          help: line 4 has 'chanels=3'; did you mean 'channels'?
        """
      ),
      (
        "[net]\nwidth=0\nheight=4\nchannels=3",
        "net.cfg:2: error: 'width=0' is out of range; [net] takes a width from 1 to 65,536"
      ),
      (
        net("[net]"), "net.cfg:5: error: '[net]' stands in the file a second time"
      ),
      (
        net("[conv]\n[conv]\n[sam]\nfrom=0,1"),
        "net.cfg:8: error: 'from=0,1' names 2 layers; [sam] takes one"
      ),
      (
        net("[route]\nlayers=0"),
        """
        net.cfg:6: error: layer 0 [route] refers to layer 0, but no layer comes before it
          help: 'layers' counts from 0, or backwards from here with -1, -2, …
        """
      ),
      (
        net("[dropout]\n[shortcut]\nfrom=-2"),
        """
        net.cfg:7: error: layer 1 [shortcut] refers to layer -1, but only layer 0 comes before it
          help: 'from' counts from 0, or backwards from here with -1, -2, …
        """
      ),
      (
        net("[route]"),
        "net.cfg:5: error: [route] lacks the key 'layers'; it takes layer numbers separated by commas"
      ),
      (
        net("[conv]\nactivation=leeky"),
        """
        net.cfg:6: error: 'activation=leeky' is not known; [convolutional] takes linear, logistic, \
        loggy, relu, relu6, elu, selu, gelu, relie, ramp, leaky, revleaky, tanh, plse, stair, hardtan, \
        lhtan, swish, mish, hard_mish, normalize_channels, normalize_channels_softmax or \
        normalize_channels_softmax_maxval
          help: did you mean 'leaky'?
        """
      ),
      (
        net("[softmax]\n[conv]"),
        """
        net.cfg:6: error: layer 1 [convolutional] needs an image, but layer 0 [softmax] gives \
        a vector of 2304 values
        """
      ),
      (
        net(width: 3, height: 2, "[conv]\nsize=5\npadding=1"),
        """
        net.cfg:5: error: layer 0 [convolutional] needs at least 3×3 pixels (window 5×5, padding 2 in \
        all), but the network's input gives 3×2×3
        """
      ),
      (
        net("[conv]\nfilters=4\ngroups=2"),
        """
        net.cfg:5: error: layer 0 [convolutional] needs channels that groups=2 divides, \
        but the network's input gives 32×24×3
        """
      ),
      (
        net("[conv]\nfilters=4\ngroups=3"),
        """
        net.cfg:7: error: 'groups=3' does not divide filters=4; [convolutional] takes groups that do
        """
      ),
      (
        net("[upsample]\nstride=0"),
        """
        net.cfg:6: error: 'stride=0' is out of range; [upsample] takes a stride from -64 to 64, but not 0
        """
      ),
      (
        net("[upsample]\nscale=big"),
        """
        net.cfg:6: error: 'scale=big' is not a finite number; [upsample] takes a scale, 1.0 by default
        """
      ),
      (
        net("[route]\nlayers=0,"),
        "net.cfg:6: error: 'layers=0,' has '' as item 2, which is not an integer"
      ),
    ])
  func message(_ text: String, _ expected: String) {
    #expect(fault(of: text)?.description == expected)
  }

  @Test("a layer too large says how large it would be")
  func tooLarge() {
    let text = "[net]\nwidth=65536\nheight=65536\nchannels=1\n[dropout]"
    #expect(
      fault(of: text)?.description == """
        net.cfg:1: error: the network's input, 65536×65536×1, has 4,294,967,296 values \
        (17,179,869,184 bytes); up to 2,147,483,647 are taken
        """)
  }
}
