import CfgParser

/// The numbers of images in COCO's results.
struct CocoImageIds {
  private let choice: CocoIdChoice
  private let compat: Compatibility
  private var position = 0

  /// Numbers by `choice`; names are read as `compat` says.
  init(_ choice: CocoIdChoice, compat: Compatibility) {
    (self.choice, self.compat) = (choice, compat)
  }

  /// The number of the next image.
  ///
  /// - Throws: `CommandError` with status 65 when there is none in its name.
  mutating func next(for input: ImageInput) throws(CommandError) -> Int {
    guard choice == .name else {
      position += 1
      return input.position.map { $0 + 1 } ?? position
    }
    if let id = id(in: input.path.text) { return id }
    throw CommandError(
      .badData, input.path.text, "the name ends in no number, which coco's image_id would be",
      help: "--coco-ids position counts the images")
  }

  /// Passes over an image that failed.
  mutating func skip() { position += 1 }

  /// The number in a file's name, as the program reads it.
  ///
  /// Both read a number from the start of some text, and find 0 where there is none; the original in
  /// what follows the last `_` of the path, or the last `/`, AlexeyAB's fork in the bare name. Ours
  /// is the number that the bare name ends in, which is theirs for COCO's own names of any year.
  ///
  /// - Reference: darknet `detector.c`, `get_coco_image_id`, of either program.
  func id(in path: String) -> Int? {
    switch compat {
    case .recommended:
      let name = FileStem.name(of: path)
      return Int(String(name.reversed().prefix(while: Self.isDigit).reversed()))
    case .pjreddie:
      let mark: Character = path.contains("_") ? "_" : "/"
      return Self.leadingNumber(path.split(separator: mark, omittingEmptySubsequences: false).last)
    case .alexeyab:
      return Self.leadingNumber(FileStem.name(of: path)[...])
    }
  }

  /// As C's `atoi` has it, without signs.
  private static func leadingNumber(_ text: Substring?) -> Int {
    text.flatMap { Int($0.prefix(while: isDigit)) } ?? 0
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}
