#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What an earlier run left in the file for its results.
struct EarlierRun {
  /// A form of results that can be continued: lines that stand for themselves.
  enum Form: String {
    case jsonl, csv
  }

  /// The bytes of what is complete; what follows them is cut.
  private(set) var byteCount = 0
  private let form: Form
  private let path: String
  /// How often each input is done.
  private var finished: [Name: Int] = [:]
  /// The input that was taken last.
  private var last: Name?
  /// The one whose lines are cut, for there may be more of them.
  private var cut: Name?

  /// What tells inputs apart: their id, or where they have none their path.
  private enum Name: Hashable {
    case id(InputID)
    case path(RawPath)
  }

  /// Reads the file at `path`; without one nothing is done yet.
  ///
  /// - Throws: `CommandError` with status 65 for a file that no run wrote, which nothing is cut from,
  ///   and 73 for what is no plain file, and may give bytes without end.
  init(_ path: String, form: Form) throws(CommandError) {
    (self.path, self.form) = (path, form)
    guard let status = SystemCall.status(of: RawPath(path)) else { return }
    guard status.isRegularFile else { throw ContinuedFile.notPlain(path) }
    switch form {
    case .jsonl: try readLines(fileCount: Int(status.st_size))
    case .csv: try readTable(CSVRecords(ByteSource.all(ofFile: RawPath(path))))
    }
  }

  /// Whether the input is done already, to be asked of all inputs in their order; of equal inputs as
  /// many as were done.
  mutating func takes(_ input: ImageInput) -> Bool {
    // A table has the path as people see it.
    let path = form == .csv ? RawPath(input.path.text) : input.path
    let name = input.id.map(Name.id) ?? .path(path)
    // The lines of equal inputs behind each other cannot be told apart in a table, and all of them
    // stand before those of another.
    if form == .csv, name == last { return true }
    guard let count = finished[name], count > 0 else {
      if name == cut { last = nil }
      return false
    }
    finished[name] = count - 1
    last = name
    return true
  }

  private mutating func readLines(fileCount: Int) throws(CommandError) {
    var lines = try ItemReader(path, end: UInt8(ascii: "\n"), limit: 1 << 30)
    var number = 0
    while let line = try lines.next() {
      number += 1
      if number == 1 { byteCount = lines.markByteCount }
      guard case .bytes(let bytes) = line, bytes.first == UInt8(ascii: "{") else {
        throw foreign(number)
      }
      // The last line counts only if it was ended.
      guard byteCount + bytes.count < fileCount else {
        guard Self.isStart(bytes) else { throw foreign(number) }
        return
      }
      guard let name = Self.name(in: bytes) else { throw foreign(number) }
      finished[name, default: 0] += 1
      byteCount += bytes.count + 1
    }
  }

  /// An image has any number of lines, so the last may lack some, and is looked at again.
  private mutating func readTable(_ records: CSVRecords) throws(CommandError) {
    guard let header = records.all.first else {
      guard records.isStart(of: "image,") else { throw foreign(1) }
      return
    }
    guard header.first == Array("image".utf8) else { throw foreign(1) }
    byteCount = header.end
    var last: CSVRecords.Record?
    for record in records.all.dropFirst() {
      if let last, last.first != record.first {
        finished[.path(RawPath(bytes: last.first)), default: 0] += 1
        byteCount = last.end
      }
      last = record
    }
    cut = last.map { .path(RawPath(bytes: $0.first)) }
  }

  /// Whether a result may start so: half a line is cut, but no file of somebody else's.
  private static func isStart(_ bytes: [UInt8]) -> Bool {
    ["id", "image"].contains { key in
      zip(#"{"\#(key)": "#.utf8, bytes).allSatisfy(==)
    }
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

  private func foreign(_ number: Int) -> CommandError {
    CommandError(
      .badData, path, "line \(number) is not a result of an earlier run, the file is left as it is",
      help: "give the --output of a run with --format \(form.rawValue), or a new file")
  }
}
