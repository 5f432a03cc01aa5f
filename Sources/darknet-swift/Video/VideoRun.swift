import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Looks at the frames of a video: reading, decoding, looking and writing beside each other, a few
/// frames apart and in order.
struct VideoRun {
  /// Frames that wait between two threads; an image of 1920 × 1080 has 6 MB.
  private static let slack = 2

  /// The video.
  let source: VideoSource
  /// What is looked at.
  let options: VideoInputOptions
  /// Channels the network takes.
  let channels: Int
  /// Where errors and progress are shown.
  let messages: Messages
  /// Whether progress is shown.
  let showsProgress: Bool

  /// Calls `look` for every frame, has `writer` write what it gives, and says how it went.
  ///
  /// - Throws: `PipeClosed` or `CommandError` when the results cannot be written. A video that
  ///   breaks off is reported, and no reason to throw.
  func run(
    writer: sending VideoWriter, look: (Image) -> [Detection]
  ) throws -> VideoSummary {
    let read = BoundedQueue<VideoFrame>(
      capacity: options.drop ? 1 : Self.slack, keepsNewest: options.drop)
    let decoded = BoundedQueue<DecodedFrame>(capacity: options.drop ? 1 : Self.slack)
    let finished = BoundedQueue<FinishedFrame>(capacity: Self.slack)
    let writing = try Worker { try writer.run(finished) }
    let decoding = try decodingWorker(from: read, into: decoded)
    let reading = try readingWorker(into: read)

    var (summary, isComplete) = (VideoSummary(), false)
    while Interruption.status == nil, summary.frameCount != options.limit {
      guard let frame = decoded.next() else {
        isComplete = true
        break
      }
      let next = seen(frame, look)
      summary.count(next)
      guard finished.push(next) else { break }
      if showsProgress { summary.show(in: messages, shareRead: source.shareRead) }
    }
    if showsProgress { messages.endProgress() }
    // Whoever still works is told to stop; where all frames have come, nobody does.
    source.stop.set()
    read.cancel()
    decoded.cancel()
    finished.finish()
    try? decoding.join()
    let end = Result { try reading.join() }
    let written = Result { try writing.join() }
    summary.dropCount = read.dropCount
    finish(end, early: !isComplete, &summary)
    try written.get()
    return summary
  }

  private func readingWorker(
    into queue: BoundedQueue<VideoFrame>
  ) throws(CommandError) -> Worker<Void> {
    let (reader, stride) = (source.reader, options.stride)
    return try Worker {
      defer { queue.finish() }
      var reader = reader
      while let frame = try reader.next() {
        guard frame.index % stride == 0 else { continue }
        guard queue.push(frame) else { return }
      }
    }
  }

  private func decodingWorker(
    from read: BoundedQueue<VideoFrame>, into decoded: BoundedQueue<DecodedFrame>
  ) throws(CommandError) -> Worker<Void> {
    let (name, channels) = (source.name, channels)
    return try Worker {
      defer { decoded.finish() }
      while let frame = read.next() {
        guard decoded.push(DecodedFrame(frame, of: name, channels: channels)) else { return }
      }
    }
  }

  private func seen(
    _ frame: DecodedFrame, _ look: (Image) -> [Detection]
  ) -> FinishedFrame {
    let outcome: FinishedFrame.Outcome
    switch frame.image {
    case .success(let image):
      let found = Timed { look(image) }
      outcome = .seen(image, found.result, found.duration)
    case .failure(let error):
      messages.endProgress()
      messages.report(error)
      outcome = .failed(Failure(error))
    }
    return FinishedFrame(index: frame.index, seconds: frame.seconds, outcome: outcome)
  }

  /// Ends the source, and reports why there were no more frames, if that was not their end.
  private func finish(_ end: Result<Void, any Error>, early: Bool, _ summary: inout VideoSummary) {
    do {
      try source.finish(early: early)
      guard !early else { return }
      try end.get()
    } catch {
      let failure = Failure((error as? VideoError)?.about(source.name) ?? error)
      messages.report(failure.error)
      summary.end = failure.status
    }
  }
}
