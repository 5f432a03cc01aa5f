extension SectionReader {
  /// `stride_x` and `stride_y`, each `stride` where the section lacks it, 1 by default.
  mutating func strides() throws(CfgError) -> (x: Int, y: Int) {
    let range = 1...1024
    let stride = try int("stride", default: 1, in: range)
    let strideX = try int("stride_x", default: stride, in: range)
    let strideY = try int("stride_y", default: stride, in: range)
    return (strideX, strideY)
  }

  /// The same for kernels, where a stride of its own below 1 means `stride`: -1 is the default that
  /// AlexeyAB's fork has for both.
  mutating func kernelStrides() throws(CfgError) -> (x: Int, y: Int) {
    let stride = try int("stride", default: 1, in: 1...1024)
    let strideX = try int("stride_x", default: stride, in: -1...1024)
    let strideY = try int("stride_y", default: stride, in: -1...1024)
    return (strideX < 1 ? stride : strideX, strideY < 1 ? stride : strideY)
  }

  /// Pixels on every side of a convolution: `size / 2` with `pad=1`, else `padding`.
  mutating func padding(size: Int) throws(CfgError) -> Int {
    let padding = try int("padding", default: 0, in: 0...1024)
    return try flag("pad") ? size / 2 : padding
  }

  /// The window of a pooling section: `size` is `stride` by default, `padding` in all is `size −
  /// 1`.
  ///
  /// Padding goes up to 2 · size − 2, so that every window holds at least one pixel of the image.
  mutating func poolingWindow() throws(CfgError) -> Window {
    let (strideX, strideY) = try strides()
    let stride = try int("stride", default: 1, in: 1...1024)
    let size = try int("size", default: stride, in: 1...1024)
    let padding = try int("padding", default: size - 1, in: 0...(2 * size - 2))
    return Window(size: size, strideX: strideX, strideY: strideY, padding: padding)
  }

  /// The parts the channels of a convolution are split into; binary ones know one only.
  mutating func groups(xnor: Bool) throws(CfgError) -> Int {
    let groups = try positiveInt("groups", default: 1, upTo: Limits.channelCount)
    guard xnor, groups > 1 else { return groups }
    warn("groups", "'groups' is ignored with xnor=1")
    return 1
  }
}
