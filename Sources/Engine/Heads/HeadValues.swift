/// What the values given to a head are.
enum HeadValues: Sendable, Hashable {
  /// The output of the layer before: logits.
  case raw
  /// The output of the head's own layer, as darknet has it: already through σ and softmax.
  case activated
}
