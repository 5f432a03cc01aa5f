import Engine

/// Takes the frames of the annotated video, in order.
protocol VideoSink: AnyObject {
  /// Writes the next frame.
  ///
  /// - Throws: `PipeClosed` or what keeps it from being written.
  func write(_ image: Image) throws

  /// Ends the video; what was written is whole and can be played.
  ///
  /// - Throws: What keeps it from being put in its place.
  func finish() throws
}

/// Where the annotated video of a call goes.
enum VideoSinks {
  /// The sink for `word`, with frames at `rate`.
  ///
  /// - Throws: `CommandError` when it cannot be created, status 69 when ffmpeg is missing.
  static func sink(for word: String, rate: FrameRate) throws -> any VideoSink {
    let ending = word.split(separator: ".").last?.lowercased() ?? ""
    return switch (word, ending) {
    case ("-", _): try StreamedVideo(path: nil, encoding: .y4m, rate: rate)
    case (_, "y4m"): try StreamedVideo(path: word, encoding: .y4m, rate: rate)
    case (_, "mjpeg"), (_, "mjpg"): try StreamedVideo(path: word, encoding: .mjpeg, rate: rate)
    default: try EncodedVideo(path: word, rate: rate)
    }
  }
}

/// Frames of a video have to have one size where the format says so once.
struct FrameSizeCheck {
  private var size: (width: Int, height: Int)?

  /// Makes sure that the image has the size of the first; true for the first.
  ///
  /// - Throws: `CommandError` with status 65.
  mutating func isFirst(_ image: Image, of name: String) throws(CommandError) -> Bool {
    guard let size else {
      size = (image.width, image.height)
      return true
    }
    guard size == (image.width, image.height) else {
      throw CommandError(
        .badData, name,
        """
        the frames change from \(size.width)×\(size.height) to \(image.width)×\(image.height), which \
        this format has no room for
        """,
        help: "an output in .mjpeg takes frames of any size")
    }
    return false
  }
}
