import CfgParser
import Testing

@Suite("hostile networks")
struct HostileCfgTests {
  @Test(
    "sizes beyond what can be held are refused, not computed",
    arguments: [
      "[conv]\nfilters=1048576\nsize=1024\npadding=1024",
      "[conv]\nfilters=1048576\n[conv]\nfilters=1048576",
      "[upsample]\nstride=64\n[upsample]\nstride=64\n[upsample]\nstride=64\n[upsample]\nstride=64",
      "[reorg]\nextra=16777216\n[connected]\noutput=16777216",
      "[connected]\noutput=16777216\n[connected]\noutput=16777216",
    ])
  func overflow(_ layers: String) {
    let error = fault(of: net(width: 1024, height: 1024, layers))
    #expect(error?.code == .tooLarge)
  }

  @Test("weights larger than the output are measured too")
  func weights() {
    let error = fault(of: net(width: 8192, height: 8192, "[connected]\noutput=11"))
    #expect(
      error?.message == """
        'weights' of layer 0 [connected] has 2,214,592,512 values (8,858,370,048 bytes); \
        up to 2,147,483,647 are taken
        """)
  }

  @Test("routes that grow without bound end at the limit")
  func growth() {
    let route = "[route]\nlayers=" + [String](repeating: "-1", count: 4_096).joined(separator: ",")
    let error = fault(
      of: net((["[dropout]"] + [String](repeating: route, count: 8)).joined(separator: "\n")))
    #expect(error?.code == .tooLarge)
  }

  @Test("more layers than the limit are refused")
  func layers() {
    let text = net(String(repeating: "[dropout]\n", count: 10_001))
    #expect(fault(of: text)?.code == .tooLarge)
    #expect(fault(of: net(String(repeating: "[dropout]\n", count: 10_000))) == nil)
  }

  @Test("thousands of unknown keys are remarks, and cost little")
  func strangers() throws {
    let keys = (0..<1_000).map { "filter\($0)=1" }.joined(separator: "\n")
    #expect(try network(net("[conv]\n\(keys)")).warnings.count == 1_000)
  }

  @Test(
    "no value of any key traps",
    arguments: HostileValues.keys, HostileValues.values)
  func values(_ key: (section: String, key: String), _ value: String) {
    let text = net(
      """
      [conv]
      filters=4
      \(HostileValues.section(key.section, replacing: key.key, by: value))
      [dropout]
      """)
    let error = fault(of: text)
    #expect(error?.message.isEmpty != true)
  }
}

/// Every key that is read, and values at the edges of what text can say.
private enum HostileValues {
  static let values = [
    "", "0", "-1", "1", "2147483647", "2147483648", "9223372036854775807", "-9223372036854775808",
    "99999999999999999999", "1e39", "nan", "-inf", ",", "-1,-1,0", "0,0", "x", "leaky", "\u{FFFD}",
  ]

  static let keys: [(section: String, key: String)] = sections.flatMap { section, keys in
    keys.map { (section, $0.key) }
  }

  /// The section with its required keys, `key` being `value` instead of what it is there.
  static func section(_ name: String, replacing key: String, by value: String) -> String {
    let own = sections.first { $0.name == name }?.keys ?? [:]
    let required = own.filter { $0.key != key && !$0.value.isEmpty }.map { "\($0.key)=\($0.value)" }
    return (["[\(name)]", "\(key)=\(value)"] + required).joined(separator: "\n")
  }

  /// Keys by section, with a value where the section cannot do without.
  private static let sections: [(name: String, keys: KeyValuePairs<String, String>)] = [
    (
      "convolutional",
      [
        "filters": "", "size": "", "stride": "", "stride_x": "", "stride_y": "", "pad": "",
        "padding": "", "dilation": "", "groups": "", "activation": "", "batch_normalize": "",
        "cbn": "",
        "flipped": "", "xnor": "", "share_index": "", "dontload": "", "dontloadscales": "",
        "numload": "",
      ]
    ),
    (
      "deconvolutional",
      [
        "filters": "", "size": "", "stride": "", "pad": "", "padding": "", "activation": "",
        "batch_normalize": "",
      ]
    ),
    ("local", ["filters": "", "size": "", "stride": "", "pad": "", "activation": ""]),
    ("normalization", ["size": "", "alpha": "", "beta": "", "kappa": ""]),
    ("sam", ["from": "0", "activation": ""]),
    ("scale_channels", ["from": "0", "activation": "", "scale_wh": ""]),
    ("implicit", ["filters": "", "atoms": "", "mean": "", "std": ""]),
    ("iseg", ["classes": "", "ids": ""]),
    ("activation", ["activation": ""]),
    (
      "maxpool",
      ["size": "", "stride": "", "padding": "", "maxpool_depth": "1", "out_channels": ""]
    ),
    ("local_avgpool", ["size": "", "stride": "", "stride_x": "", "padding": ""]),
    ("route", ["layers": "0", "groups": "", "group_id": ""]),
    (
      "shortcut",
      [
        "from": "0", "alpha": "", "beta": "", "activation": "", "weights_type": "",
        "weights_normalization": "",
      ]
    ),
    ("upsample", ["stride": "", "scale": ""]),
    ("reorg", ["stride": "", "reverse": "", "flatten": "", "extra": ""]),
    ("reorg3d", ["stride": "", "reverse": ""]),
    ("crop", ["crop_height": "", "crop_width": "", "noadjust": ""]),
    ("connected", ["output": "", "activation": "", "batch_normalize": ""]),
    ("softmax", ["groups": "", "temperature": "", "tree": ""]),
    (
      "region",
      [
        "anchors": "1,1", "num": "", "classes": "", "coords": "", "softmax": "", "classfix": "",
        "background": "", "tree": "",
      ]
    ),
    (
      "detection",
      ["classes": "", "coords": "4", "num": "", "side": "", "softmax": "", "sqrt": ""]
    ),
    (
      "Gaussian_yolo",
      [
        "anchors": "1,1", "num": "", "mask": "", "classes": "", "scale_x_y": "", "yolo_point": "",
        "nms_kind": "", "beta_nms": "",
      ]
    ),
    (
      "yolo",
      [
        "anchors": "1,1", "num": "", "mask": "", "classes": "", "scale_x_y": "", "new_coords": "",
        "nms_kind": "", "beta_nms": "",
      ]
    ),
    (
      "rnn",
      [
        "output": "", "hidden": "", "logistic": "", "activation": "", "batch_normalize": "",
        "shortcut": "",
      ]
    ),
    ("gru", ["output": "", "tanh": "", "batch_normalize": ""]),
    ("lstm", ["output": "", "batch_normalize": ""]),
    (
      "crnn",
      [
        "output": "", "hidden": "", "size": "", "stride": "", "pad": "1", "padding": "",
        "dilation": "", "groups": "", "xnor": "", "activation": "", "batch_normalize": "",
        "shortcut": "", "output_filters": "", "hidden_filters": "",
      ]
    ),
    (
      "conv_lstm",
      [
        "output": "", "size": "", "stride": "", "pad": "1", "padding": "", "dilation": "",
        "groups": "", "xnor": "", "activation": "", "batch_normalize": "", "peephole": "",
        "state_constrain": "", "bottleneck": "", "shortcut": "", "lstm_activation": "",
      ]
    ),
    ("history", ["history_size": ""]),
    ("net", ["width": "", "inputs": ""]),
  ]
}
