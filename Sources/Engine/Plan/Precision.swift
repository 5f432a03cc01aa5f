/// What the products that convolutions and `[connected]` layers are made of are kept as.
public enum Precision: String, Sendable, Hashable, CaseIterable {
  /// 32 bits throughout, as Darknet.
  case float32 = "fp32"
  /// Activations and weights are rounded to bfloat16, 8 significant bits, where they are
  /// multiplied; sums and everything between layers stay floats.
  ///
  /// Only where it is faster: the plan names the steps. Wants a processor with instructions for it.
  case bfloat16 = "bf16"

  /// Whether the kernels that plans take here can; those of every processor can multiply floats.
  ///
  /// False as well where `DARKNET_SWIFT_KERNELS` names no set that runs here.
  public var isAvailable: Bool { (try? KernelSet.chosen())?.multiplying(in: self) != nil }
}
