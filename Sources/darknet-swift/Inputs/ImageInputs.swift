/// The images a call names, one after the other: files, folders, patterns, standard input, lists and
/// records.
///
/// No list is read further than is asked for: whoever writes one may wait for the result of a path
/// before writing the next.
struct ImageInputs: ~Copyable {
  private var words: [RawPath]
  private var lists: [(path: String, form: ListReader.Form)]
  private var expanded: [ImageInput] = []
  private var list: ListReader?
  private var records: RecordReader?
  private var waiting: [ImageInput] = []
  private var position = 0
  private var count = 0
  private var prompt: ImagePrompt?
  private let isRecursive: Bool
  private let shard: Shard?
  private var finished: FinishedWork?

  /// The images that `words` mean, then those in the lists.
  ///
  /// - Parameters:
  ///   - words: Files, folders and patterns, and `-` for standard input.
  ///   - lists: Files with paths.
  ///   - isRecursive: Whether folders stand for what is below them, too.
  ///   - shard: The part of all these that is wanted; the others are marked.
  ///   - finished: What is done already: inputs that are marked as such.
  init(
    words: [String], lists: [(path: String, form: ListReader.Form)], isRecursive: Bool = true,
    shard: Shard? = nil, finished: FinishedWork? = nil
  ) {
    self.words = words.reversed().map { RawPath($0) }
    self.lists = lists.reversed()
    (self.isRecursive, self.shard) = (isRecursive, shard)
    self.finished = finished
  }

  /// The images at these paths, each as a list names it.
  init(listed paths: [String]) {
    self.init(words: [], lists: [])
    expanded = paths.reversed().map { .listed(RawPath($0)) }
  }

  /// The images that the lines of standard input mean; those that are `finished` are marked.
  init(records: consuming RecordReader, finished: FinishedWork? = nil) {
    (words, lists) = ([], [])
    (isRecursive, shard) = (false, nil)
    self.records = consume records
    self.finished = finished
  }

  /// The images somebody asks for.
  init(asking prompt: consuming ImagePrompt) {
    (words, lists) = ([], [])
    self.prompt = consume prompt
    (isRecursive, shard) = (false, nil)
  }

  /// Waits for the first image that is not done, so that what comes before it need not be done for
  /// none.
  ///
  /// - Returns: Whether there is one. Somebody who is asked always gives one.
  /// - Throws: `CommandError` when a list cannot be read.
  mutating func waitForFirst() throws(CommandError) -> Bool {
    if prompt != nil { return true }
    var found = false
    while !found, let input = try nextOfParts() {
      waiting.append(input)
      found = input.turn == .now
    }
    waiting.reverse()
    return found
  }

  /// The next image, or nil behind the last.
  ///
  /// - Throws: `CommandError` when a list cannot be read.
  mutating func next() throws(CommandError) -> ImageInput? {
    count += 1
    if prompt != nil { return try prompt?.next() }
    if let input = waiting.popLast() { return input }
    return try nextOfParts()
  }

  /// The next image, marked if it is not to be looked at: its names in folders are its own all the
  /// same, in every part of a call alike.
  private mutating func nextOfParts() throws(CommandError) -> ImageInput? {
    guard var input = try nextOfAll() else { return nil }
    defer { position += 1 }
    input.position = position
    if shard?.contains(position) == false {
      finished?.leave(input)
      input.turn = .others
    } else if finished?.takes(input) == true {
      input.turn = .done
    }
    return input
  }

  private mutating func nextOfAll() throws(CommandError) -> ImageInput? {
    if let input = try records?.next() { return input }
    while true {
      if let input = expanded.popLast() { return input }
      if let word = words.popLast() {
        expanded = Self.expanded(word, isRecursive: isRecursive).reversed()
      } else if let path = try list?.next() {
        return .listed(path)
      } else if let (path, form) = lists.popLast() {
        list = try ListReader(path, form: form)
      } else {
        return nil
      }
    }
  }

  /// Whether another image may follow; of a list nobody knows.
  var hasMore: Bool {
    !(waiting.isEmpty && expanded.isEmpty && words.isEmpty && lists.isEmpty) || list != nil
      || records != nil
  }
  /// Whether the image that came last was asked for alone; one of a list never is, nor one of a
  /// part.
  var isAlone: Bool { prompt != nil || count == 1 && !hasMore && shard == nil }
  /// Whether somebody is asked for one image after the other, and sees each result before the next
  /// question.
  var isAsking: Bool { prompt != nil }

  /// What `words` stand for, also in folders and behind patterns.
  static func inputs(_ words: [String], isRecursive: Bool = true) -> [ImageInput] {
    words.flatMap { expanded(RawPath($0), isRecursive: isRecursive) }
  }

  /// The files that `words` stand for, those in folders and behind patterns too.
  static func files(_ words: [String], isRecursive: Bool = true) -> [RawPath] {
    inputs(words, isRecursive: isRecursive).filter(\.isFile).map(\.path)
  }

  private static func expanded(_ word: RawPath, isRecursive: Bool) -> [ImageInput] {
    if word.bytes == [UInt8(ascii: "-")] { return [.standardInput] }
    guard let status = SystemCall.status(of: word) else {
      return PathPattern.isPattern(word) ? matches(word, isRecursive) : [.file(word)]
    }
    return status.isFolder ? images(in: word, isRecursive) : [.file(word)]
  }

  private static func matches(_ word: RawPath, _ isRecursive: Bool) -> [ImageInput] {
    let paths = PathPattern.matches(of: word)
    guard !paths.isEmpty else {
      return [.nothing(word, "no file matches the pattern", help: "folders can be given as such")]
    }
    return paths.flatMap { path in
      SystemCall.status(of: path)?.isFolder == true ? images(in: path, isRecursive) : [.file(path)]
    }
  }

  private static func images(in folder: RawPath, _ isRecursive: Bool) -> [ImageInput] {
    let entries = FolderWalk.entries(in: folder, isRecursive: isRecursive)
    guard !entries.isEmpty else {
      let help = "files called .jpg, .jpeg, .png, .bmp or .npy are looked for"
      let place = isRecursive ? ", nor below it" : "; those below it are left out"
      return [.nothing(folder, "no image in the folder\(place)", help: help)]
    }
    return entries.map { entry in
      switch entry {
      case .image(let path): .file(path, below: folder)
      case .unreadable(let path, let number): .nothing(path, .unreadable(path.text, number))
      }
    }
  }
}
