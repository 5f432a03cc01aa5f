import CfgParser

/// What a check finds in `text`, which findings call `net.cfg`.
func findings(
  in text: String, names: NamesFile? = nil, data: DataFile? = nil,
  _ compatibility: Compatibility = .recommended
) -> [Finding] {
  CfgCheck(
    parsing: text, file: "net.cfg", names: names, data: data, compatibility: compatibility
  ).findings
}

/// The findings of one rule, as lines.
func lines(of rule: String, in text: String) -> [String] {
  findings(in: text).filter { $0.rule.name == rule }.map(\.description)
}

/// An image of 416 × 416, and the layers of `text` behind it; their first line is line 5.
func detector(_ text: String, net: String = "") -> String {
  "[net]\nwidth=416\nheight=416\nchannels=3\n\(net)" + text
}

/// A backbone with 32 pixels a cell on one line, for heads to stand behind.
let backbone = """
  [convolutional]
  filters=16
  size=32
  stride=32
  activation=leaky

  """
