import Engine
import Synchronization
import Trainer

/// What was found in one image, and its size.
struct FoundImage<Finding: Sendable>: Sendable {
  /// The image, as the call names it.
  let path: String
  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  /// What was found.
  let finding: Finding
}

/// Keeps what was found in the images of a call, in their order.
final class FoundImages<Finding: Sendable>: Sendable {
  private let found = Mutex([FoundImage<Finding>]())

  /// What was found so far.
  var all: [FoundImage<Finding>] { found.withLock { $0 } }

  /// The sink through which results come.
  var sink: Sink { Sink(images: self) }

  /// Hands results on.
  struct Sink: ResultSink {
    /// Where they go.
    let images: FoundImages

    mutating func take(_ result: ImageResult<Finding>) throws {
      let image = FoundImage(
        path: result.input.path.text, width: result.picture.width, height: result.picture.height,
        finding: result.finding)
      images.found.withLock { $0.append(image) }
    }
  }
}
