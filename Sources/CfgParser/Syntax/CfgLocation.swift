/// A place in a text file, the file named as the caller wrote it.
public struct CfgLocation: Sendable, Hashable, CustomStringConvertible {
  /// The file as the caller wrote it.
  public let file: String
  /// The line, counted from 1; 0 stands for the whole file.
  public let line: Int
  /// The character in the line, counted from 1, where the fault is one of syntax.
  public let column: Int?

  /// A place in `file`; line 0 is the whole of it.
  public init(file: String, line: Int = 0, column: Int? = nil) {
    (self.file, self.line, self.column) = (file, line, column)
  }

  /// `file:line`, `file:line:column`, or the file alone; editors and terminals can jump to it.
  public var description: String {
    guard line > 0 else { return file }
    guard let column else { return "\(file):\(line)" }
    return "\(file):\(line):\(column)"
  }
}
