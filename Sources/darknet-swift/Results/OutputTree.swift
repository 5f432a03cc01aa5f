import Engine

/// A folder for files that are made of images.
///
/// Below it a file has the place that its image had below the folder that was given. An image given
/// by itself has its bare name; where another is called alike the later keeps its own folders, and
/// gets a number where that does not tell them apart either.
struct OutputTree {
  /// Where an image's files belong: a path below the folder, without the image's extension.
  struct Place: Hashable {
    /// The path, the folder's included.
    let stem: String
    /// What follows the last point of the image's name, where that is the name of a format.
    let pathExtension: String?

    /// What the name of a picture ends in: as the image's where that says a format.
    var pictureSuffix: String { ".\(pathExtension ?? "jpg")" }
    /// The format of that picture; JPEG where the image's name says none.
    var pictureFormat: ImageFormat {
      pathExtension.flatMap(ImageFormat.init(pathExtension:)) ?? .jpeg
    }
  }

  /// The folder.
  let folder: String
  private var policy: OverwritePolicy
  private var used: Set<String> = []
  /// Where the image of which position belongs that was asked for last.
  private var last: (position: Int, place: Place)?

  /// Makes sure that the folder is there.
  ///
  /// - Throws: `CommandError` with status 73.
  init(_ folder: String, policy: OverwritePolicy) throws(CommandError) {
    (self.folder, self.policy) = (folder, policy)
    try OutputFolder.prepare(folder)
  }

  /// The place of an image, where its file will end in what `suffix` says; the same again for the
  /// image that was asked for last.
  mutating func place(
    of input: ImageInput, suffix: (Place) -> String = { _ in "" }
  ) -> Place {
    if let position = input.position, let last, last.position == position { return last.place }
    let place = freePlace(of: input, suffix: suffix)
    last = input.position.map { ($0, place) }
    return place
  }

  private mutating func freePlace(of input: ImageInput, suffix: (Place) -> String) -> Place {
    let (name, whole) = (ImageName(input.relativePath), ImageName(input.path))
    func isFree(_ place: Place) -> Bool { used.insert(place.stem + suffix(place)).inserted }
    for name in [name, whole] {
      let place = Place(stem: "\(folder)/\(name.stem)", pathExtension: name.pathExtension)
      if isFree(place) { return place }
    }
    var number = 2
    while true {
      let stem = "\(folder)/\(name.stem)-\(number)"
      let place = Place(stem: stem, pathExtension: name.pathExtension)
      if isFree(place) { return place }
      number += 1
    }
  }

  /// Writes a file below the folder, and makes the folders around it; one that is there may stay, as
  /// the policy says.
  ///
  /// - Throws: `CommandError` with status 73 or 74.
  mutating func write(_ bytes: [UInt8], to path: String, of input: ImageInput) throws(CommandError)
  {
    guard try policy.allows(path, of: input) else { return }
    var place = folder
    for name in path.dropFirst(folder.utf8.count).split(separator: "/").dropLast() {
      place += "/\(name)"
      try OutputFolder.prepare(place)
    }
    try CommandError.write(bytes, to: path)
  }
}
