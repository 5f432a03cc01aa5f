/// A `.map` file: a data set's classes, each as the class of a network that stands for it.
///
/// One number a line, counted from 0; empty lines at the end are dropped.
///
/// - Reference: darknet `utils.c`, `read_map`.
public struct ClassMap: Sendable, Hashable {
  /// The file as the caller wrote it.
  public let file: String
  /// The network's classes, in the order of the data set's.
  public let classes: [Int]

  /// Takes text as a map; `file` is what messages call it.
  ///
  /// - Throws: ``CfgError/Code/syntax`` for a line that is no class, and for a text without lines;
  ///   ``CfgError/Code/tooLarge``.
  public init(parsing text: String, file: String) throws(CfgError) {
    try self.init(parsingBytes: Array(text.utf8), file: file)
  }

  /// Takes the bytes of a file as a map.
  ///
  /// - Throws: As ``init(parsing:file:)``.
  public init(parsingBytes bytes: [UInt8], file: String) throws(CfgError) {
    try self.init(TextFile(bytes: bytes, file: file))
  }

  /// Reads the map in the file at `path`.
  ///
  /// - Throws: ``CfgError/Code/unreadable`` with the system's reason; otherwise as
  ///   ``init(parsing:file:)``.
  public init(contentsOf path: String) throws(CfgError) {
    try self.init(TextFile(contentsOf: path))
  }

  /// Makes sure that a network of `classCount` classes has all that the map names.
  ///
  /// - Throws: ``CfgError/Code/badReference`` at the first line that it lacks.
  public func check(classCount: Int) throws(CfgError) {
    guard let index = classes.firstIndex(where: { $0 >= classCount }) else { return }
    throw CfgError(
      .badReference, at: CfgLocation(file: file, line: index + 1),
      "names class \(classes[index]), but the network has only classes 0 to \(classCount - 1)")
  }

  private init(_ text: TextFile) throws(CfgError) {
    file = text.file
    var classes: [Int] = []
    for (index, line) in try text.texts(of: "classes").enumerated() {
      guard let number = Int(line), number >= 0 else {
        throw CfgError(
          .syntax, at: CfgLocation(file: text.file, line: index + 1),
          "\(Wording.quoted(line)) is no class; a line is the number of a class, counted from 0")
      }
      classes.append(number)
    }
    self.classes = classes
  }
}
