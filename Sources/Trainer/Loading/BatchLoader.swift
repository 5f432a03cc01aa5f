public import Engine

/// Mini-batches made ahead of the network that learns from them, on threads of their own.
///
/// The values are the same for any number of threads. One caller at a time takes mini-batches; what
/// is made ahead is dropped with the loader, whose threads end first.
public final class BatchLoader: Sendable {
  /// Images of a mini-batch.
  public let imagesPerBatch: Int
  /// Mini-batches there is room for unless something else is said: one that is learnt from, one that
  /// waits, one that is made.
  public static let usualDepth = 3
  private let work: Work
  private let threads: [WorkerThread]
  private let waiting = Monitor(Duration.zero)

  /// Starts to make mini-batches.
  ///
  /// - Parameters:
  ///   - source: What makes the examples.
  ///   - sizes: The size of the input at each iteration.
  ///   - seen: Images seen before: the number of the first example.
  ///   - imagesPerBatch: Images of a mini-batch.
  ///   - imagesPerUpdate: Images of an iteration.
  ///   - threadCount: Threads that make examples.
  ///   - depth: Mini-batches there is room for.
  /// - Throws: `ModelError` where the system gives no thread.
  public init(
    _ source: any ExampleSource, sizes: SizeSchedule, seen: Int, imagesPerBatch: Int,
    imagesPerUpdate: Int, threadCount: Int, depth: Int = usualDepth
  ) throws(ModelError) {
    precondition(imagesPerBatch > 0 && imagesPerUpdate > 0 && depth > 0 && seen >= 0)
    let work = Work(
      source: source, sizes: sizes, seen: seen, imagesPerUpdate: imagesPerUpdate,
      memory: BatchMemory(
        examples: imagesPerBatch * depth, imageCount: source.channels * sizes.largest.area,
        truthCount: source.truthCount),
      board: Monitor(BatchBoard(examples: imagesPerBatch, depth: depth)))
    (self.work, self.imagesPerBatch) = (work, imagesPerBatch)
    threads = (0..<max(1, threadCount)).compactMap { _ in WorkerThread { work.run() } }
    guard !threads.isEmpty else {
      throw ModelError(
        .tooLarge, "loading of images", "the system has no thread for it",
        help: "other programs that end make room")
    }
  }

  deinit {
    cancel()
    for thread in threads { thread.join() }
  }

  /// Waits for the next mini-batch and lends it to `body`: its images one after another, C × H × W
  /// each, their truths, and the size of the images.
  ///
  /// - Returns: What `body` returns; nil once the loader was cancelled.
  /// - Throws: What `body` throws, and `ModelError` where no image can be read.
  public func next<Result>(
    _ body: (Span<Float>, Span<Float>, InputSize) throws -> Result
  ) throws -> Result? {
    let start = ContinuousClock.now
    work.board.wait { $0.isReady || $0.hasEnded }
    let waited = start.duration(to: .now)
    waiting.withLock { $0 += waited }
    let (place, batch, failure, isReady) = work.board.withLock {
      ($0.next, $0.used, $0.failure, $0.isReady && !$0.isCancelled)
    }
    guard isReady else {
      if let failure { throw failure }
      return nil
    }
    defer { work.board.change { $0.release() } }
    let size = work.size(ofBatch: batch, of: imagesPerBatch)
    return try work.memory.withBatch(
      first: place * imagesPerBatch, examples: imagesPerBatch,
      count: work.source.channels * size.area
    ) { try body($0, $1, size) }
  }

  /// The time that callers have waited for mini-batches.
  public var waited: Duration { waiting.withLock { $0 } }
  /// Different warnings so far.
  public var warningCount: Int { work.board.withLock { $0.warningCount } }

  /// The warnings since the last call; each is given once in a run.
  public func takeWarnings() -> [LoadingWarning] { work.board.withLock { $0.takeWarnings() } }

  /// Ends the loading: who waits gets nothing, and so does who comes after.
  public func cancel() { work.board.change { $0.isCancelled = true } }

  /// What the threads do.
  private struct Work: Sendable {
    let source: any ExampleSource
    let sizes: SizeSchedule
    let seen: Int
    let imagesPerUpdate: Int
    let memory: BatchMemory
    let board: Monitor<BatchBoard>

    /// All images of a mini-batch have the size of the iteration that its first one belongs to.
    func size(ofBatch batch: Int, of count: Int) -> InputSize {
      sizes.size(at: (seen + batch * count) / imagesPerUpdate)
    }

    /// Makes examples until there is no more to make.
    func run() {
      while let (example, count, depth) = board.change(
        when: { $0.hasWork },
        { board in board.take().map { ($0, board.examples, board.depth) } })
      {
        let result = make(example, of: count, depth: depth)
        board.change { $0.put(example, result) }
      }
    }

    private func make(
      _ example: Int, of count: Int, depth: Int
    ) -> Result<[LoadingWarning], ModelError> {
      let batch = example / count
      let size = size(ofBatch: batch, of: count)
      do throws(ModelError) {
        return .success(
          try memory.withExample(
            example % count, first: batch % depth * count, count: source.channels * size.area
          ) { (image, truth) throws(ModelError) in
            try source.make(seen + example, size: size, image: &image, truth: &truth)
          })
      } catch {
        return .failure(error)
      }
    }
  }
}
