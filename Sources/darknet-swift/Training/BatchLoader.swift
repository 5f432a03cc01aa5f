import CfgParser
import Trainer

/// Makes mini-batches on threads of its own, a few ahead of the step that learns from them.
///
/// Each thread makes every so many-th mini-batch, and they are taken in turn: the same bits for any
/// number of threads.
final class BatchLoader {
  /// A mini-batch.
  struct Batch: Sendable {
    /// C × H × W values of each image.
    var images: [Float]
    /// The truths of the images.
    var truths: [Float]
    /// What was odd about the files.
    var warnings: [ExampleWarning] = []
    /// Why there is none.
    var failure: CfgError?
  }

  /// Seconds in which `next()` waited.
  private(set) var waited = 0.0
  private let queues: [BoundedQueue<Batch>]
  private let workers: [Worker<Void>]
  private var turn = 0
  /// Mini-batches that each thread makes ahead.
  private static let slack = 2

  /// Begins to make mini-batches of `images` examples, from number `start` on.
  ///
  /// - Throws: `CommandError` with status 70 where the system has no thread left.
  init(
    _ source: any ExampleSource, images: Int, valueCount: Int, truthCount: Int, from start: Int,
    threadCount: Int
  ) throws(CommandError) {
    let queues = (0..<threadCount).map { _ in BoundedQueue<Batch>(capacity: Self.slack) }
    self.queues = queues
    workers = try queues.enumerated().map { thread, queue throws(CommandError) in
      let first = start + thread * images
      let work: @Sendable () throws -> Void = {
        for number in stride(from: first, to: Int.max, by: threadCount * images) {
          let batch = Self.batch(
            source, from: number, images: images, valueCount: valueCount, truthCount: truthCount)
          guard queue.push(batch) else { return }
        }
      }
      return try Worker(work)
    }
  }

  deinit {
    for queue in queues { queue.cancel() }
    for worker in workers { try? worker.join() }
  }

  /// The next mini-batch.
  ///
  /// - Throws: `CfgError` where no image can be read.
  func next() throws -> Batch {
    let start = ContinuousClock.now
    defer { waited += (ContinuousClock.now - start).seconds }
    defer { turn = (turn + 1) % queues.count }
    guard let batch = queues[turn].next() else { preconditionFailure("a loader does not end") }
    if let failure = batch.failure { throw failure }
    return batch
  }

  private static func batch(
    _ source: any ExampleSource, from start: Int, images: Int, valueCount: Int, truthCount: Int
  ) -> Batch {
    var batch = Batch(images: [], truths: [])
    batch.images.reserveCapacity(images * valueCount)
    batch.truths.reserveCapacity(images * truthCount)
    var values = [Float](repeating: 0, count: valueCount)
    var truth = [Float](repeating: 0, count: truthCount)
    for number in start..<start + images {
      do throws(CfgError) {
        batch.warnings += try write(source, number, &values, &truth)
      } catch {
        batch.failure = error
        return batch
      }
      batch.images += values
      batch.truths += truth
    }
    return batch
  }

  private static func write(
    _ source: any ExampleSource, _ number: Int, _ values: inout [Float], _ truth: inout [Float]
  ) throws(CfgError) -> [ExampleWarning] {
    var valueSpan = values.mutableSpan
    var truthSpan = truth.mutableSpan
    return try source.write(number, into: &valueSpan, truth: &truthSpan)
  }
}
