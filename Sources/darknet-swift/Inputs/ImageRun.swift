import Engine
import Foundation

/// Goes through the images of a call: an image that fails is reported, the rest goes on.
struct ImageRun {
  /// Channels the network takes.
  let channels: Int
  /// What becomes of a turned camera.
  let exif: ExifPolicy
  /// Where errors and progress are shown.
  let messages: Messages

  /// Looks for what `find` finds in every image, hands it to the sinks, and says how the program
  /// has to end.
  ///
  /// - Throws: What concerns more than one image: a list or an output that breaks off.
  func run<Finding>(
    _ inputs: consuming ImageInputs, to sinks: inout ResultSinks<Finding>,
    find: (Image) throws -> Finding
  ) throws -> ExitStatus {
    var (count, failed, showsProgress) = (0, [ExitStatus](), false)
    let start = ContinuousClock.now
    Interruption.watch()
    while Interruption.status == nil, let input = try inputs.next() {
      do {
        let image = try input.load(channels: channels, exif: exif)
        let found = try Timed { try find(image) }
        try sinks.take(
          ImageResult(
            input: input, image: image, finding: found.result, duration: found.duration,
            isAlone: inputs.isAlone))
      } catch {
        let failure = try Self.imageFailure(error)
        if showsProgress { messages.endProgress() }
        messages.report(failure.error)
        failed.append(failure.status)
        try sinks.take(failure, of: input)
      }
      count += 1
      if inputs.hasMore, !sinks.isTerminal {
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
