import Engine

/// How much may be decoded before it is wanted: a number of bytes, not of images, for some have ten
/// thousand times the pixels of others.
final class MemoryBudget: Sendable {
  private struct Use {
    var bytes = 0
    var images = 0
  }

  private let byteLimit: Int
  private let imageLimit: Int
  private let use = Monitor(Use())

  /// No image is begun while `byteLimit` bytes or `imageLimit` images wait; one that is begun may
  /// go beyond.
  init(byteLimit: Int, imageLimit: Int) {
    (self.byteLimit, self.imageLimit) = (byteLimit, imageLimit)
  }

  /// Sleeps until another image may be begun.
  func waitForRoom() {
    use.wait { $0.bytes < byteLimit && $0.images < imageLimit }
  }

  /// An image of that many bytes waits from now on.
  func spend(_ byteCount: Int) { change(by: byteCount, 1) }

  /// An image of that many bytes waits no more.
  func giveBack(_ byteCount: Int) { change(by: -byteCount, -1) }

  private func change(by byteCount: Int, _ imageCount: Int) {
    use.change { use in
      use.bytes += byteCount
      use.images += imageCount
    }
  }
}
