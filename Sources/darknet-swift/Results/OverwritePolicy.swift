/// Which files may not be written over.
///
/// Never those the call reads; others that are there already only if that is wished: a folder may
/// hold what somebody made by hand.
struct OverwritePolicy {
  /// What becomes of a file that is there already.
  enum Existing {
    /// It stays, and its image counts as failed.
    case refused
    /// It stays, for it may be what an earlier run left.
    case kept
    /// The new one takes its place.
    case replaced
  }

  private var inputs: InputFiles
  private let existing: Existing
  private let help: String

  /// Keeps `inputs`, and treats other files as `existing` says; `help` says what to do where an
  /// input is in the way.
  init(keeping inputs: InputFiles, existing: Existing, help: String = "choose another folder") {
    (self.inputs, self.existing, self.help) = (inputs, existing, help)
  }

  /// Whether a file is to be written at `path`; `input` is the image it is made of, which may come
  /// from a list and not be known yet.
  ///
  /// - Throws: `CommandError` with status 73 for a file that must not be.
  mutating func allows(_ path: String, of input: ImageInput? = nil) throws(CommandError) -> Bool {
    if let input, input.isFile { inputs.insert(input.path) }
    guard let file = FileIdentity(ofFile: RawPath(path)) else { return true }
    if inputs.contains(file) {
      throw CommandError(
        .cannotCreate, path, "the file would replace an input of the call", help: help)
    }
    switch existing {
    case .kept: return false
    case .replaced: return true
    case .refused:
      throw CommandError(
        .cannotCreate, path, "the file is there already, and is not replaced",
        help: "choose another folder, or --overwrite to replace files")
    }
  }
}
