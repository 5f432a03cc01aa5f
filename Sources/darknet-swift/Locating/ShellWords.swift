/// Commands as they can be pasted into a shell.
enum ShellWords {
  /// The call of this program with these words.
  static func line(_ words: [String]) -> String {
    (["darknet-swift"] + words).map(quoted).joined(separator: " ")
  }

  /// The word as it is, or in single quotes where a shell would read it otherwise.
  static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.utf8.allSatisfy { plain.contains($0) || $0 >= 0x80 }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=,:+@%".utf8)
}
