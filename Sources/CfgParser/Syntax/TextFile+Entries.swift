extension TextFile {
  /// The trimmed lines up to the last that is not empty: what a file says that has one of `entries`
  /// a line.
  ///
  /// - Throws: ``CfgError/Code/tooLarge`` for more of them than a head can have classes.
  func lines(of entries: String) throws(CfgError) -> [ArraySlice<UInt8>] {
    var (found, emptyCount) = ([ArraySlice<UInt8>](), 0)
    for line in lines.lazy.map(\.trimmed) {
      guard !line.isEmpty else {
        emptyCount += 1
        continue
      }
      guard found.count + emptyCount < Limits.classCount else {
        let limit = Wording.grouped(Limits.classCount)
        throw CfgError(
          .tooLarge, at: CfgLocation(file: file),
          "the file has too many lines; up to \(limit) \(entries) are read")
      }
      found += [ArraySlice<UInt8>](repeating: [], count: emptyCount) + [line]
      emptyCount = 0
    }
    return found
  }

  /// The same as text, of a file that must have an entry.
  ///
  /// - Throws: ``CfgError/Code/syntax`` for a file without any, and as ``lines(of:)``.
  func texts(of entries: String) throws(CfgError) -> [String] {
    let texts = try lines(of: entries).map { String(decoding: $0, as: UTF8.self) }
    guard !texts.isEmpty else {
      throw CfgError(.syntax, at: CfgLocation(file: file), "the file is empty; it lists \(entries)")
    }
    return texts
  }
}
