import CfgParser

/// Writes a weights file, array by array; it appears whole or not at all.
///
/// - Reference: darknet `parser.c`, `save_weights_upto`.
struct WeightsWriter: ~Copyable {
  /// What is written at a time, in values.
  private static let chunkCount = 1 << 16

  private var file: AtomicFile

  /// Starts a file.
  ///
  /// - Throws: `WeightsError.Code.cannotCreate`.
  init(_ path: String) throws(WeightsError) { file = try Self.create(path) }

  /// Appends the header that the programs of `dialect` write: version 0.2.0, or 0.2.5 of AlexeyAB's
  /// fork, and the number of images seen in training.
  ///
  /// - Throws: `WeightsError.Code.unwritable`.
  mutating func appendHeader(dialect: WeightDialect, seen: UInt64) throws(WeightsError) {
    let revision: UInt32 = dialect == .alexeyab ? 5 : 0
    var bytes: [UInt8] = []
    for word in [0, 2, revision] { Self.append(word, to: &bytes) }
    Self.append(seen, to: &bytes)
    try put(bytes)
  }

  /// Appends values as float32, little-endian.
  ///
  /// - Throws: `WeightsError.Code.unwritable`.
  mutating func append(_ values: Span<Float>) throws(WeightsError) {
    var start = 0
    while start < values.count {
      let end = min(start + Self.chunkCount, values.count)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(4 * (end - start))
      for index in start..<end { Self.append(values[index].bitPattern, to: &bytes) }
      try put(bytes)
      start = end
    }
  }

  /// Puts the finished file in its place.
  ///
  /// - Throws: `WeightsError.Code.unwritable`; a file that was there is then as it was.
  mutating func commit() throws(WeightsError) {
    do throws(AtomicFileError) { try file.commit() } catch { throw WeightsError(error) }
  }

  private static func create(_ path: String) throws(WeightsError) -> AtomicFile {
    do throws(AtomicFileError) { return try AtomicFile(path) } catch { throw WeightsError(error) }
  }

  private mutating func put(_ bytes: [UInt8]) throws(WeightsError) {
    do throws(AtomicFileError) { try file.write(bytes[...]) } catch { throw WeightsError(error) }
  }

  private static func append<Word: FixedWidthInteger>(_ word: Word, to bytes: inout [UInt8]) {
    for byte in 0..<Word.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: word >> Word(8 * byte)))
    }
  }
}

extension WeightsError {
  /// The fault of a file that cannot be written.
  fileprivate init(_ error: AtomicFileError) {
    self.init(
      error.stage == .creating ? .cannotCreate : .unwritable, error.subject, error.message,
      help: error.help)
  }
}
