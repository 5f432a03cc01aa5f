import Engine

/// What the memory that a call may take is for.
struct MemoryShares {
  /// Bytes of pictures that may wait for the network, decoded.
  let pictures: Int
  /// Bytes the network may take; nil where the system is the bound.
  let network: Int?

  /// The shares of `limit` bytes, or of what the system has; of a limit the program has taken
  /// `used` already.
  init(of limit: Int?, used: @autoclosure () -> Int = ProcessMemory.current.residentByteCount) {
    guard let limit else {
      (pictures, network) = (Self.usualPictures, nil)
      return
    }
    pictures = min(Self.usualPictures, limit / 8)
    network = max(0, limit - pictures - used())
  }

  private static let usualPictures = 64 << 20
}
