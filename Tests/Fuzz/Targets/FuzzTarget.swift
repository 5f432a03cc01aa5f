/// What is fed with bytes of any kind: each reads files that strangers make.
///
/// The same entry is called by libFuzzer, which looks for inputs that break a promise, and by the
/// tests, which replay those that were found.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// A cfg: its check, its network, a plan of it, a run.
  case cfg
  /// A weights file, against small networks.
  case weights
  /// The text files beside a network: names, data, tree, map.
  case text
  /// A picture.
  case image
  /// An array.
  case npy
  /// A video stream.
  case video

  /// Reads `bytes`; being refused is as good as being read.
  ///
  /// - Throws: `BrokenPromise` where something does not hold that holds for every input.
  public func run(_ bytes: [UInt8]) throws(BrokenPromise) {
    switch self {
    case .cfg: try CfgTarget.run(bytes)
    case .weights: try WeightsTarget.run(bytes)
    case .text: try TextTarget.run(bytes)
    case .image: try ImageTarget.run(bytes)
    case .npy: try NpyTarget.run(bytes)
    case .video: try VideoTarget.run(bytes)
    }
  }
}

/// What an input brought to light: something that ought to hold for all of them, and does not.
public struct BrokenPromise: Error, Hashable, CustomStringConvertible {
  /// What does not hold.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// Breaks off unless `condition` holds.
func expect(
  _ condition: Bool, _ promise: @autoclosure () -> String
) throws(BrokenPromise) {
  guard condition else { throw BrokenPromise(promise()) }
}

/// What `body` gives, or nil where it refuses.
func unlessRefused<Result>(_ body: () throws -> Result) -> Result? { try? body() }
