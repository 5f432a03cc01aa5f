import CfgParser

/// Finds the names of a network's classes.
struct LabelLocator {
  /// The list that was given, if one was.
  let names: String?
  /// The data file that was given, if one was.
  let data: String?
  /// The lists that come with the program.
  let shipped: ShippedFiles

  init(names: String?, data: String?, shipped: ShippedFiles = ShippedFiles()) {
    (self.names, self.data, self.shipped) = (names, data, shipped)
  }

  /// The list that was given; else `NAME.names` beside the cfg, the data file's, the shipped one of
  /// that name, the names in the tree of the classes, the shipped list with as many names as there
  /// are classes; else numbers.
  ///
  /// - Throws: `CfgError` or `CommandError` when a list that was asked for cannot be read.
  func labels(
    for cfg: String, classCount: Int, tree: ClassTree? = nil
  ) throws -> LabelSource {
    let data = try data.map { try DataFile(contentsOf: $0) }
    var source = tree.map(LabelSource.tree) ?? .numbers(count: classCount)
    // A tree names its classes, however many they are.
    let listCount = tree == nil ? classCount : nil
    if let path = try path(for: cfg, data, classCount: listCount) {
      source = .list(try NamesFile(contentsOf: path), path: path, count: classCount)
    }
    source.warn(data?.warnings ?? [])
    return source
  }

  /// The path of the list for `cfg`, if there is one; without a number of classes, one that is meant
  /// for it and no other.
  ///
  /// - Throws: `CommandError` when the list that the data file names is missing.
  func path(for cfg: String, _ data: DataFile?, classCount: Int?) throws -> String? {
    let name = FileStem.name(of: cfg) + ".names"
    let beside = FileStem.sibling(of: cfg, named: name)
    if let names { return names }
    if SystemCall.status(of: RawPath(beside))?.isRegularFile == true { return beside }
    if let data, let path = try namesPath(in: data) { return path }
    return shipped.path(of: name)
      ?? classCount.flatMap(Self.listName).flatMap(shipped.path)
  }

  /// The `names` of a data file: beside it, then in the working directory.
  private func namesPath(in data: DataFile) throws -> String? {
    let places = data.paths(for: "names")
    if places.isEmpty { return nil }
    if let path = places.first(where: { SystemCall.status(of: RawPath($0)) != nil }) { return path }
    throw CommandError(
      .noInput, data.file, "the list of names it refers to is not there",
      help: "looked for \(Wording.list(places.map { "'\($0)'" }, "and"))")
  }

  private static func listName(classCount: Int) -> String? {
    switch classCount {
    case 20: "voc.names"
    case 80: "coco.names"
    case 1000: "imagenet.names"
    default: nil
    }
  }
}
