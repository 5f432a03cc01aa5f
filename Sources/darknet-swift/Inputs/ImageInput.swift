/// One image to be looked at, or the reason why there is none.
struct ImageInput: Sendable {
  /// Where the bytes come from.
  enum Source: Sendable {
    /// The file of that path.
    case file
    /// Standard input.
    case standardInput
    /// Here they are.
    case bytes([UInt8])
    /// Nowhere: a folder without images, a pattern that matches nothing, a line without sense.
    case nothing(CommandError)
  }

  /// What the caller called it; for files their path.
  let path: RawPath
  /// Where the bytes come from.
  let source: Source
  /// The path below the folder that was given, or the file's name: where an annotated copy belongs.
  let relativePath: RawPath
  /// What the caller wants to see beside the result, to know it again.
  var id: InputID?
  /// Its position among the inputs of the call, from 0; nil for one that stands for itself.
  var position: Int?
  /// Whether it is looked at.
  var turn = Turn.now

  /// What becomes of an input.
  enum Turn: Sendable {
    /// It is looked at.
    case now
    /// An earlier run has done it.
    case done
    /// It belongs to another part of the call's images.
    case others
  }

  /// The image in the file at `path`.
  static func file(_ path: RawPath, below folder: RawPath? = nil) -> ImageInput {
    let below = folder.map { $0.appending(RawPath("")).bytes.count } ?? 0
    let relative =
      folder == nil ? path.lastComponent : RawPath(bytes: Array(path.bytes.dropFirst(below)))
    return ImageInput(path: path, source: .file, relativePath: relative)
  }

  /// The image whose bytes come from standard input.
  static let standardInput = ImageInput(
    path: RawPath("-"), source: .standardInput, relativePath: RawPath("stdin"))

  /// A word that names no image.
  static func nothing(_ word: RawPath, _ message: String, help: String) -> ImageInput {
    .nothing(word, CommandError(.noInput, word.text, message, help: help))
  }

  /// A word that names no image, as the error says.
  static func nothing(_ word: RawPath, _ error: CommandError) -> ImageInput {
    ImageInput(path: word, source: .nothing(error), relativePath: word)
  }

  /// An image that a list names: a file whose folders are kept, for a list may have many of a name.
  static func listed(_ path: RawPath) -> ImageInput {
    ImageInput(path: path, source: .file, relativePath: path)
  }

  /// Whether the bytes come from a file.
  var isFile: Bool { if case .file = source { true } else { false } }

  /// The same input with an id.
  func identified(by id: InputID?) -> ImageInput {
    var input = self
    input.id = id
    return input
  }
}
