import Engine

/// Goes through the images of a call: an image that fails is reported, the rest goes on.
struct ImageRun {
  /// Channels the network takes.
  let channels: Int
  /// What becomes of a turned camera.
  let exif: ExifPolicy
  /// Where errors and progress are shown.
  let messages: Messages

  /// Calls `body` for every image, and says how the program has to end.
  ///
  /// `isAlone` is true where the call means this image alone.
  ///
  /// - Throws: What concerns more than one image: a list or the output that breaks off.
  func run(
    _ inputs: consuming ImageInputs, writer: inout ResultWriter,
    body: (_ image: Image, _ input: ImageInput, _ isAlone: Bool, _ writer: inout ResultWriter)
      throws
      -> Void
  ) throws -> ExitStatus {
    var (count, failed, showsProgress) = (0, [ExitStatus](), false)
    let start = ContinuousClock.now
    Interruption.watch()
    while Interruption.status == nil, let input = try inputs.next() {
      do {
        try body(input.load(channels: channels, exif: exif), input, inputs.isAlone, &writer)
      } catch {
        let failure = try Self.imageFailure(error)
        if showsProgress { messages.endProgress() }
        messages.report(failure.error)
        failed.append(failure.status)
        if writer.format != .text {
          try writer.write(text: "", json: failure.json(for: input.path))
        }
      }
      count += 1
      if inputs.hasMore, !writer.isTerminal {
        showProgress(count, since: start)
        showsProgress = true
      }
    }
    if showsProgress { messages.endProgress() }
    if let status = Interruption.status { return status }
    return failed.isEmpty ? .success : count == 1 ? failed[0] : .someInputsFailed
  }

  /// The failure of one image; an output that cannot be written concerns all of them.
  private static func imageFailure(_ error: any Error) throws -> Failure {
    if let error = error as? CommandError, error.status == .ioError { throw error }
    return Failure(error)
  }

  private func showProgress(_ count: Int, since start: ContinuousClock.Instant) {
    let rate = Double(count) / (ContinuousClock.now - start).seconds
    messages.progress("images done: \(count), \(TextForm.decimal(rate, 1)) a second")
  }
}
