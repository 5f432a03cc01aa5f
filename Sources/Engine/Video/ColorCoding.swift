/// What luma and chroma mean as red, green and blue.
public struct ColorCoding: Sendable, Hashable {
  /// Which shares of the colours make up luma.
  public enum Matrix: String, Sendable, Hashable, CaseIterable {
    /// ITU-R BT.601: standard definition, JPEG.
    case bt601
    /// ITU-R BT.709: high definition.
    case bt709

    /// What players take for a video that does not say: BT.709 from 720 rows or 1280 columns on,
    /// else BT.601.
    public static func assumed(width: Int, height: Int) -> Matrix {
      width >= 1280 || height >= 720 ? .bt709 : .bt601
    }

    /// The shares of red and blue in luma; what is left is green.
    var shares: (red: Double, blue: Double) {
      switch self {
      case .bt601: (0.299, 0.114)
      case .bt709: (0.2126, 0.0722)
      }
    }
  }

  /// Which values stand for black, white and the strongest chroma.
  public enum Range: String, Sendable, Hashable, CaseIterable {
    /// Luma 16 to 235, chroma 16 to 240: video.
    case limited
    /// 0 to 255: JPEG, some cameras.
    case full
  }

  /// Which shares of the colours make up luma.
  public var matrix: Matrix
  /// Which values stand for black and white.
  public var range: Range

  /// Colours of that matrix and range.
  public init(_ matrix: Matrix, _ range: Range = .limited) {
    (self.matrix, self.range) = (matrix, range)
  }
}
