import Engine

/// Writes what was found in the frames of a video, and the frames with their boxes.
final class VideoWriter {
  private let results: ResultLines
  private let printer: FramePrinter
  private let sink: (any VideoSink)?
  /// From one frame of the annotated video to the next, in the numbers of the video.
  private let stride: Int
  /// The picture that stands in for frames that are missing, and how many there have been.
  private var (previous, count): (Image?, Int) = (nil, 0)

  /// Whether somebody sees the results come.
  var isWatched: Bool { results.isTerminal }

  init(results: ResultLines, printer: FramePrinter, sink: (any VideoSink)?, stride: Int) {
    (self.results, self.printer, self.sink, self.stride) = (results, printer, sink, stride)
  }

  /// Writes all frames of the queue, and ends what is written, whatever happens.
  ///
  /// - Throws: The first thing that went wrong: `PipeClosed` or `CommandError`.
  func run(_ frames: BoundedQueue<FinishedFrame>) throws {
    defer { frames.cancel() }
    let ends = [
      Result {
        while let frame = frames.next() { try write(frame) }
      },
      Result { try sink?.finish() }, Result { try results.finish() },
    ]
    for end in ends { try end.get() }
  }

  private func write(_ frame: FinishedFrame) throws {
    try results.write(printer.lines(frame))
    guard let sink, let picture = picture(of: frame) else { return }
    // The video is as long as what it shows: where frames were dropped or damaged, the last one
    // stays; at the start, the first one is there early.
    while count < frame.index / stride {
      try sink.write(previous ?? picture)
      count += 1
    }
    try sink.write(picture)
    (previous, count) = (picture, frame.index / stride + 1)
  }

  /// The frame with its boxes, or the one before where it could not be read.
  private func picture(of frame: FinishedFrame) -> Image? {
    guard case .seen(let image, let detections, _) = frame.outcome else { return previous }
    return image.annotated(with: detections)
  }
}
