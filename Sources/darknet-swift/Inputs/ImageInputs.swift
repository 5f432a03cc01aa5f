/// The images a call names, one after the other: files, folders, patterns, standard input and
/// lists.
///
/// Nothing is read ahead: whoever writes a list gets the result of a path before the next one.
struct ImageInputs: ~Copyable {
  private var words: [RawPath]
  private var lists: [(path: String, form: ListReader.Form)]
  private var expanded: [ImageInput] = []
  private var list: ListReader?
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
    count += 1
    if let prompt { return prompt.next() }
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

  /// Whether another image may follow; of a list nobody knows.
  var hasMore: Bool { !(expanded.isEmpty && words.isEmpty && lists.isEmpty) || list != nil }
  /// Whether the image that came last was asked for alone; one of a list never is.
  var isAlone: Bool { prompt != nil || count == 1 && !hasMore }

  /// The files that `words` stand for, those in folders and behind patterns too.
  static func files(_ words: [String]) -> [RawPath] {
    words.flatMap { expanded(RawPath($0)) }.filter(\.isFile).map(\.path)
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
