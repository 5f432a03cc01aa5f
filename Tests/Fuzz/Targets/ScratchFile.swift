import Foundation
import Synchronization

/// A file for loaders that read by position, removed with the value; every one has a name of its own.
struct ScratchFile: ~Copyable {
  /// Where it is.
  let path: String

  private static let count = Atomic(0)

  /// Writes the file.
  init(_ bytes: [UInt8]) {
    let number = Self.count.add(1, ordering: .relaxed).newValue
    let process = ProcessInfo.processInfo.processIdentifier
    let place = FileManager.default.temporaryDirectory
      .appending(path: "darknet-swift-fuzz-\(process)-\(number)")
    path = place.path
    do { try Data(bytes).write(to: place) } catch { fatalError("\(path): \(error)") }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
