/// A line of JSON for every iteration and every evaluation of a run.
final class TrainingLog {
  private let file: ContinuedFile

  /// Begins the file at `path`, or goes on with it behind what it says of iterations up to
  /// `iteration`: lines of iterations that are made again are cut.
  ///
  /// - Throws: `CommandError` with status 73.
  init(_ path: String, after iteration: Int) throws(CommandError) {
    let kept = iteration > 0 ? Self.byteCount(path, upTo: iteration) : 0
    file = try ContinuedFile(path, keeping: kept)
  }

  /// Writes a line.
  ///
  /// - Throws: `CommandError` with status 74.
  func write(_ value: JSONValue) throws(CommandError) {
    try file.write(Array((value.rendered + "\n").utf8)[...])
  }

  /// Bytes of the whole lines at the start of the file that are not of later iterations.
  private static func byteCount(_ path: String, upTo iteration: Int) -> Int {
    guard let bytes = try? ByteSource.all(ofFile: RawPath(path)) else { return 0 }
    var kept = 0
    while let end = bytes[kept...].firstIndex(of: UInt8(ascii: "\n")) {
      guard let number = number(bytes[kept..<end]), number <= iteration else { break }
      kept = end + 1
    }
    return kept
  }

  /// The number behind `{"iteration": `, with which every line begins.
  private static func number(_ line: ArraySlice<UInt8>) -> Int? {
    let start = Array(#"{"iteration": "#.utf8)
    guard line.starts(with: start) else { return nil }
    let digits = line.dropFirst(start.count).prefix { (48...57).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
