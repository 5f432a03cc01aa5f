import Engine

/// A frame with what became of it.
struct FinishedFrame: Sendable {
  /// What became of it.
  enum Outcome: Sendable {
    /// It was looked at: what was found, and how long that took.
    case seen(Image, [Detection], Duration)
    /// It could not be read.
    case failed(Failure)
  }

  /// Its number in the video, counted from 0.
  let index: Int
  /// Seconds from the first frame.
  let seconds: Double
  /// What became of it.
  let outcome: Outcome
}

/// A frame as an image, or the reason why there is none.
struct DecodedFrame: Sendable {
  /// Its number in the video, counted from 0.
  let index: Int
  /// Seconds from the first frame.
  let seconds: Double
  /// The image.
  let image: Result<Image, ImageError>

  /// Decodes `frame` of the video called `name`.
  init(_ frame: VideoFrame, of name: String, channels: Int) {
    (index, seconds) = (frame.index, frame.seconds)
    image = Result { () throws(ImageError) in
      try frame.image(channels: channels, named: "\(name), frame \(frame.index)")
    }
  }
}
