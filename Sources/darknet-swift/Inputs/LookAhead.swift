import Dispatch
import Engine

/// Looks at the images of a call on two threads of its own, one that reads and decodes and one that
/// runs the network, while the caller draws and writes what was found before.
///
/// Images come out in the order of the call, each as soon as it is done: a list is read no further
/// than its writer has written it, and no result waits for the next line of one.
final class LookAhead<Finding: Sendable>: Sendable {
  /// An image of the call.
  struct Item: Sendable {
    /// The image, as the caller named it.
    let input: ImageInput
    /// Whether the call means this image alone.
    let isAlone: Bool
    /// Whether another may follow.
    let hasMore: Bool
    /// The picture, or why there is none; none is read for an input that is done.
    var picture: Result<Picture, any Error>
  }

  /// What the threads hand on.
  enum Step<Value: Sendable>: Sendable {
    case item(Item, Value)
    /// A list that cannot be read any further.
    case brokenOff(any Error)
  }

  /// What was found in a picture and how long that took.
  typealias Found = Result<Timed<Finding>, any Error>

  private let inputs: Monitor<ImageInputs>
  private let isAsking: Bool
  private let loader: PictureLoader
  private let find: @Sendable (Picture) throws -> Finding
  private let decoded: ItemQueue<Step<Void>>
  private let found: ItemQueue<Step<Found>>
  private let budget: MemoryBudget
  private let end = DispatchSemaphore(value: 0)

  /// Will look at `inputs`, of which `byteLimit` bytes of pixels may wait; `find` is called on one
  /// thread.
  ///
  /// - Throws: `CommandError`.
  init(
    _ inputs: consuming ImageInputs, _ loader: PictureLoader, byteLimit: Int,
    find: @escaping @Sendable (Picture) throws -> Finding
  ) throws(CommandError) {
    isAsking = inputs.isAsking
    self.inputs = Monitor(inputs)
    (self.loader, self.find) = (loader, find)
    budget = MemoryBudget(byteLimit: byteLimit, imageLimit: 32)
    (decoded, found) = (try ItemQueue(), try ItemQueue())
  }

  /// Starts the threads; somebody who is asked for images has to see each result before the next
  /// question, and gets none.
  ///
  /// - Throws: `CommandError` with status 70 when the system has no thread left.
  func start() throws(CommandError) {
    guard !isAsking else { return }
    Interruption.ring(at: found.bell)
    try DetachedThread.start { self.decodeAll() }
    try DetachedThread.start { self.findAll() }
  }

  /// The next image and what was found in it; nil behind the last, and when a signal asks the
  /// program to stop.
  ///
  /// - Throws: `CommandError` when a list cannot be read any further.
  func next() throws -> (Item, Found)? {
    guard !isAsking else {
      guard Interruption.status == nil, let item = try nextDecoded() else { return nil }
      return (item, findings(in: item))
    }
    switch found.next() {
    case nil: return nil
    case .brokenOff(let error): throw error
    case .item(let item, let found):
      budget.giveBack(Self.cost(of: item))
      return (item, found)
    }
  }

  /// Ends the thread that runs the network, and waits for that.
  ///
  /// The program must not end in the middle of a network. The one that decodes may wait for input
  /// that never comes, and ends with the program.
  func stop() {
    guard !isAsking else { return }
    decoded.cancel()
    Interruption.ring(at: nil)
    end.wait()
  }

  private func decodeAll() {
    do {
      while Interruption.status == nil {
        budget.waitForRoom()
        guard let item = try nextDecoded() else { break }
        budget.spend(Self.cost(of: item))
        decoded.push(.item(item, ()))
      }
    } catch {
      decoded.push(.brokenOff(error))
    }
    decoded.finish()
  }

  private func nextDecoded() throws -> Item? {
    let next: (ImageInput, Bool, Bool)? = try inputs.withLock { inputs in
      try inputs.next().map { ($0, inputs.isAlone, inputs.hasMore) }
    }
    return next.map { input, isAlone, hasMore in
      Item(
        input: input, isAlone: isAlone, hasMore: hasMore,
        picture: input.turn == .now
          ? Result { try loader.load(input) } : .failure(CancellationError()))
    }
  }

  private func findAll() {
    while let step = decoded.next() {
      switch step {
      case .brokenOff(let error): found.push(.brokenOff(error))
      case .item(let item, _):
        found.push(.item(item, findings(in: item)))
      }
    }
    found.finish()
    end.signal()
  }

  private func findings(in item: Item) -> Found {
    Result {
      let picture = try item.picture.get()
      return try Timed { try find(picture) }
    }
  }

  /// What a picture that waits takes, a failed one a little.
  private static func cost(of item: Item) -> Int { (try? item.picture.get().byteCount) ?? 0 }
}
