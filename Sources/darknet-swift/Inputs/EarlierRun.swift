import Foundation

/// What an earlier run left in the file for its results.
struct EarlierRun {
  /// The bytes of all complete lines; what follows them is cut.
  let byteCount: Int
  /// How often each input has its line.
  private var finished: [Name: Int] = [:]

  /// What tells inputs apart: their id, or where they have none their path.
  private enum Name: Hashable {
    case id(InputID)
    case path(RawPath)
  }

  /// Reads the file at `path`; without one nothing is done yet.
  ///
  /// - Throws: `CommandError` with status 65 for a file that no run wrote, which nothing is cut from.
  init(_ path: String, format: ResultFormat) throws(CommandError) {
    guard SystemCall.status(of: RawPath(path)) != nil else {
      byteCount = 0
      return
    }
    var lines = try ItemReader(path, end: UInt8(ascii: "\n"), limit: 1 << 30)
    let fileCount = Int(SystemCall.status(of: RawPath(path))?.st_size ?? 0)
    var (end, number) = (0, 0)
    while let line = try lines.next() {
      number += 1
      guard case .bytes(let bytes) = line, bytes.first == UInt8(ascii: "{") else {
        throw Self.foreign(path, number)
      }
      // The last line counts only if it was ended.
      guard end + bytes.count < fileCount else { break }
      guard let name = Self.name(in: bytes) else { throw Self.foreign(path, number) }
      finished[name, default: 0] += 1
      end += bytes.count + 1
    }
    byteCount = end
  }

  /// Whether the input has its line already; of equal inputs as many as there are lines.
  mutating func takes(_ input: ImageInput) -> Bool {
    let name = input.id.map(Name.id) ?? .path(input.path)
    guard let count = finished[name], count > 0 else { return false }
    finished[name] = count - 1
    return true
  }

  private static func name(in line: [UInt8]) -> Name? {
    guard let keys = try? JSONDecoder().decode(Keys.self, from: Data(line)) else { return nil }
    if let id = keys.id { return .id(id) }
    let bytes = keys.path_base64.flatMap { Data(base64Encoded: $0) }
    return .path(bytes.map { RawPath(bytes: Array($0)) } ?? RawPath(keys.image))
  }

  private struct Keys: Decodable {
    let id: InputID?
    let image: String
    let path_base64: String?
  }

  private static func foreign(_ path: String, _ number: Int) -> CommandError {
    CommandError(
      .badData, path, "line \(number) is not a result of an earlier run, the file is left as it is",
      help: "give the --output of a run with --format jsonl, or a new file")
  }
}
