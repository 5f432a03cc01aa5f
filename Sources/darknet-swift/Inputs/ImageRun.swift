import Engine

/// Goes through the images of a call: an image that fails is reported, the rest goes on.
struct ImageRun {
  /// Reads the images.
  let loader: PictureLoader
  /// Where errors and progress are shown.
  let messages: Messages
  /// How many images there are; nil where nobody knows.
  let total: Int?
  /// How the run ends.
  let ending: RunEnding
  /// The file at the place of the results, if there is one before the run.
  let replaced: FileIdentity?
  /// What the run may hold of pictures that wait.
  let memory: MemoryShares

  /// Looks for what `find` finds in every image, on another thread, hands it to the sinks, in order,
  /// and says how the program has to end.
  ///
  /// - Throws: What concerns more than one image: a list or an output that breaks off.
  func run<Finding: Sendable>(
    _ inputs: consuming ImageInputs, to sinks: inout ResultSinks<Finding>,
    find: @escaping @Sendable (Picture) throws -> Finding
  ) throws -> ExitStatus {
    Interruption.watch()
    var (failed, count, showsProgress) = ([ExitStatus](), 0, false)
    var progress = RunProgress(total: total)
    let source = try LookAhead(
      inputs, loader, byteLimit: memory.pictures, find: find)
    try source.start()
    defer {
      source.stop()
      if showsProgress { messages.endProgress() }
    }
    while let (item, found) = try source.next() {
      guard item.input.turn == .now else {
        sinks.skip(item.input)
        if item.input.turn == .done { progress.leaveOut() }
        continue
      }
      try checkOutput(against: item.input)
      count += 1
      do {
        try sinks.take(Self.result(item, found))
      } catch {
        let failure = try Self.imageFailure(error)
        if showsProgress { messages.endProgress() }
        messages.report(failure.error)
        failed.append(failure.status)
        try sinks.take(failure, of: item.input)
        if ending.isAtFirstFailure {
          return count == 1 && !item.hasMore ? failure.status : .someInputsFailed
        }
      }
      if item.hasMore, !sinks.isTerminal {
        messages.progress(progress.text(done: count))
        showsProgress = true
      }
    }
    return Interruption.status ?? ending.status(failed: failed, of: count)
  }

  /// A list that comes through a pipe may name the file that the results are going to replace.
  private func checkOutput(against input: ImageInput) throws(CommandError) {
    guard let replaced, input.isFile, FileIdentity(ofFile: input.path) == replaced else { return }
    throw .replacing(input.path.text)
  }

  private static func result<Finding>(
    _ item: LookAhead<Finding>.Item, _ found: LookAhead<Finding>.Found
  ) throws -> ImageResult<Finding> {
    let found = try found.get()
    return ImageResult(
      input: item.input, picture: try item.picture.get(), finding: found.result,
      duration: found.duration, isAlone: item.isAlone)
  }

  /// The failure of one image; an output that cannot be written concerns all of them.
  private static func imageFailure(_ error: any Error) throws -> Failure {
    if let error = error as? CommandError, error.status == .ioError { throw error }
    return Failure(error)
  }
}
