public import CfgParser

/// Darknet's label files: a line `class x y width height` an object, centre and size in shares of
/// the image.
///
/// A line that says something else is left out with a warning; Darknet reads no further.
///
/// - Reference: darknet `data.c`, `read_boxes`.
public enum YoloLabels {
  /// Reads the file at `path`; classes are below `classCount`, if that is known.
  ///
  /// - Throws: ``CfgParser/CfgError/Code/unreadable`` with the system's reason.
  public static func read(_ path: String, classCount: Int? = nil) throws(CfgError) -> ImageLabels {
    parse(try TextFile.contents(of: path), file: path, classCount: classCount)
  }

  /// Reads the bytes of a file that messages call `file`.
  public static func parse(
    _ bytes: [UInt8], file: String, classCount: Int? = nil
  ) -> ImageLabels {
    var labels = ImageLabels(objects: [])
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    for (index, line) in TextLines(bytes[(isMarked ? 3 : 0)...]).enumerated() {
      let fields = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        .map { String(decoding: $0, as: UTF8.self) }
      guard !fields.isEmpty else { continue }
      switch object(fields, classCount) {
      case .success(let object): labels.objects.append(object)
      case .failure(let fault):
        labels.warnings.append(
          CfgWarning(
            .value, at: CfgLocation(file: file, line: index + 1),
            "\(fault.message); the label is left out"))
      }
    }
    return labels
  }

  /// What is wrong with a line.
  private struct Fault: Error {
    let message: String
  }

  private static func object(
    _ fields: [String], _ classCount: Int?
  ) -> Result<ObjectLabel, Fault> {
    guard fields.count == 5 else {
      let text = Wording.quoted(fields.joined(separator: " "))
      return .failure(
        Fault(
          message: "\(text) has \(fields.count) values, an object has class, x, y, width, height")
      )
    }
    guard let classIndex = Int(fields[0]), classIndex >= 0 else {
      return .failure(Fault(message: "\(Wording.quoted(fields[0])) is no class, counted from 0"))
    }
    if let classCount, classIndex >= classCount {
      return .failure(
        Fault(message: "class \(classIndex) is not one of 0 to \(classCount - 1)"))
    }
    let numbers = fields.dropFirst().map { Double($0) ?? .nan }
    if let bad = numbers.firstIndex(where: { !$0.isFinite }) {
      return .failure(Fault(message: "\(Wording.quoted(fields[bad + 1])) is no number"))
    }
    guard numbers[0...1].allSatisfy({ (0...1).contains($0) }),
      numbers[2...3].allSatisfy({ $0 > 0 && $0 <= 2 })
    else {
      let text = fields.dropFirst().joined(separator: " ")
      return .failure(
        Fault(message: "the box \(Wording.quoted(text)) is none in shares of the image, 0 to 1"))
    }
    return .success(
      ObjectLabel(
        classIndex: classIndex,
        box: .shares(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])))
  }
}
