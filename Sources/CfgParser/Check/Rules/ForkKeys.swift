/// What only one of the programs knows, as far as it changes what a network computes.
///
/// - Reference: darknet `parser.c` of either program.
struct ForkKeys {
  /// Canonical names of sections.
  let sections: Set<String>
  /// Keys of other sections, by the section's name.
  let keys: [String: Set<String>]

  /// The original's.
  static let pjreddie = ForkKeys(
    sections: ["deconvolutional", "iseg", "l2norm", "logistic"],
    keys: [
      "convolutional": ["numload"],
      "crnn": ["hidden_filters", "output_filters"],
      "gru": ["tanh"],
      "region": ["background"],
      "reorg": ["extra", "flatten"],
      "shortcut": ["alpha", "beta"],
    ])

  /// AlexeyAB's.
  static let alexeyab = ForkKeys(
    sections: [
      "Gaussian_yolo", "contrastive", "conv_lstm", "empty", "history", "implicit", "local_avgpool",
      "reorg3d", "sam", "scale_channels",
    ],
    keys: [
      "convolutional": [
        "antialiasing", "cbn", "dilation", "share_index", "stride_x", "stride_y",
      ],
      "crnn": ["dilation", "groups", "hidden", "output", "size", "stride", "xnor"],
      "maxpool": ["antialiasing", "maxpool_depth", "out_channels", "stride_x", "stride_y"],
      "net": ["letter_box"],
      "region": ["classfix"],
      "rnn": ["hidden", "logistic"],
      "route": ["group_id", "groups"],
      "shortcut": ["weights_normalization", "weights_type"],
      "yolo": ["beta_nms", "new_coords", "nms_kind", "scale_x_y"],
    ])
}
