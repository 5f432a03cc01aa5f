/// Which images have all their files in the folders of a call.
struct FinishedFiles {
  /// A folder, and what the names of its files end in.
  struct Folder {
    /// The folder.
    var tree: OutputTree
    /// What the name of the file at a place ends in.
    let suffix: @Sendable (OutputTree.Place) -> String
  }

  private var folders: [Folder]

  /// Looks into these folders.
  init(_ folders: [Folder]) { self.folders = folders }

  /// Whether the image has a file in every folder; to be asked of all images in their order, for
  /// what comes first has the first choice of names.
  mutating func takes(_ input: ImageInput) -> Bool {
    folders.indices.map { index in
      let suffix = folders[index].suffix
      let place = folders[index].tree.place(of: input, suffix: suffix)
      let file = FileIdentity(ofFile: RawPath(place.stem + suffix(place)))
      // An image that lies where its copy belongs is not that copy.
      return file != nil && file != FileIdentity(ofFile: input.path)
    }.allSatisfy(\.self)
  }
}
