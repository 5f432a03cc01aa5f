/// Which files may not be written over.
///
/// Never those the call reads; others that are there already only if that is wished: a folder may
/// hold what somebody made by hand.
struct OverwritePolicy {
  private var inputs: InputFiles
  private let replaces: Bool
  private let help: String

  /// Keeps `inputs`, and unless `replaces` every other file; `help` says what to do where an input
  /// is in the way.
  init(keeping inputs: InputFiles, replaces: Bool, help: String = "choose another folder") {
    (self.inputs, self.replaces, self.help) = (inputs, replaces, help)
  }

  /// Makes sure that a file may be written at `path`; `input` is the image it is made of, which may
  /// come from a list and not be known yet.
  ///
  /// - Throws: `CommandError` with status 73.
  mutating func check(_ path: String, of input: ImageInput? = nil) throws(CommandError) {
    if let input, input.isFile { inputs.insert(input.path) }
    guard let file = FileIdentity(ofFile: RawPath(path)) else { return }
    if inputs.contains(file) {
      throw CommandError(
        .cannotCreate, path, "the file would replace an input of the call", help: help)
    }
    guard !replaces else { return }
    throw CommandError(
      .cannotCreate, path, "the file is there already, and is not replaced",
      help: "choose another folder, or --overwrite to replace files")
  }
}
