import Foundation

/// The images a call names, one after the other: files, folders, patterns, standard input and lists.
struct ImageInputs: ~Copyable {
  private var words: [RawPath]
  private var lists: [(path: String, form: ListReader.Form)]
  private var expanded: [ImageInput] = []
  private var list: ListReader?
  private var upcoming: ImageInput?
  private var count = 0
  private let prompt: ImagePrompt?

  /// The images that `words` mean, then those in the lists.
  init(words: [String], lists: [(path: String, form: ListReader.Form)]) {
    self.words = words.reversed().map { RawPath($0) }
    self.lists = lists.reversed()
    prompt = nil
  }

  /// The images somebody at the terminal asks for.
  init(asking prompt: ImagePrompt) {
    (words, lists, self.prompt) = ([], [], prompt)
  }

  /// The next image, or nil behind the last.
  ///
  /// - Throws: `CommandError` when a list cannot be read.
  mutating func next() throws(CommandError) -> ImageInput? {
    if let prompt { return prompt.next() }
    if count == 0 { upcoming = try advance() }
    guard let current = upcoming else { return nil }
    count += 1
    upcoming = try advance()
    return current
  }

  /// Whether another image is known to follow.
  var hasMore: Bool { upcoming != nil }
  /// Whether the image that came last was asked for alone.
  var isAlone: Bool { prompt != nil || count == 1 && !hasMore }

  private mutating func advance() throws(CommandError) -> ImageInput? {
    while true {
      if let input = expanded.popLast() { return input }
      if let word = words.popLast() {
        expanded = Self.expanded(word).reversed()
      } else if let path = try list?.next() {
        return .file(path)
      } else if let (path, form) = lists.popLast() {
        list = try ListReader(path, form: form)
      } else {
        return nil
      }
    }
  }

  private static func expanded(_ word: RawPath) -> [ImageInput] {
    if word.bytes == [UInt8(ascii: "-")] { return [.standardInput] }
    guard let status = SystemCall.status(of: word) else {
      return PathPattern.isPattern(word) ? matches(word) : [.file(word)]
    }
    return status.isFolder ? images(in: word) : [.file(word)]
  }

  private static func matches(_ word: RawPath) -> [ImageInput] {
    let paths = PathPattern.matches(of: word)
    guard !paths.isEmpty else {
      return [.nothing(word, "no file matches the pattern", help: "folders can be given as such")]
    }
    return paths.flatMap { path in
      SystemCall.status(of: path)?.isFolder == true ? images(in: path) : [.file(path)]
    }
  }

  private static func images(in folder: RawPath) -> [ImageInput] {
    let paths = FolderWalk.images(in: folder)
    guard !paths.isEmpty else {
      let help = "files called .jpg, .jpeg, .png or .bmp are looked for"
      return [.nothing(folder, "no image in the folder, nor below it", help: help)]
    }
    return paths.map { .file($0, below: folder) }
  }
}
