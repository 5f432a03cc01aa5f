public import CfgParser

/// Finds what images are known to show: in label files by Darknet's rule, in annotations of VOC, or in
/// those of COCO.
public struct LabelFinder: Sendable {
  /// Where labels are.
  private enum Place: Sendable {
    /// Where Darknet looks for them, or in VOC's folders.
    case beside(Compatibility)
    /// In files of the images' names in this folder.
    case folder(String)
    /// Read already.
    case read(PathTable<ImageLabels>)
  }

  private let place: Place
  private let classes: [String]?

  /// Labels lie where Darknet looks for them, or where VOC has its annotations.
  ///
  /// - Parameters:
  ///   - compatibility: Whose rule it is for label files.
  ///   - classes: The names of the classes; nil where these do not matter: annotations of VOC are
  ///     then all of class 0.
  public init(compatibility: Compatibility = .recommended, classes: [String]?) {
    (place, self.classes) = (.beside(compatibility), classes)
  }

  /// Labels lie in a folder, in files called as the images, `.txt` or `.xml`.
  public init(folder: String, classes: [String]?) {
    (place, self.classes) = (.folder(folder), classes)
  }

  /// Labels are in annotations of COCO.
  ///
  /// - Throws: ``CfgParser/CfgError/Code/badValue`` where the categories are not the classes.
  public init(_ annotations: CocoAnnotations, classes: [String]?) throws(CfgError) {
    let places = try classes.map { classes throws(CfgError) in
      try annotations.classIndices(in: classes)
    }
    var table = PathTable<ImageLabels>()
    for image in annotations.images {
      var labels = image.labels
      for index in labels.objects.indices {
        labels.objects[index].classIndex = places?[labels.objects[index].classIndex] ?? 0
      }
      table.add(labels, for: image.fileName)
    }
    (place, self.classes) = (.read(table), classes)
  }

  /// What the image at `path` is known to show; nil where nothing says so.
  ///
  /// - Throws: `CfgError` for a file that is there and cannot be read.
  public func labels(ofImageAt path: String) throws(CfgError) -> ImageLabels? {
    switch place {
    case .read(let table): return table[path]
    case .folder, .beside:
      guard let file = candidates(of: path).first(where: FileStatus.exists) else { return nil }
      if file.hasSuffix(".xml") { return try VocAnnotation.read(file, classes: classes) }
      return try YoloLabels.read(file, classCount: classes?.count)
    }
  }

  /// Where labels of an image are looked for, in order; nothing where all are read already.
  public func candidates(of path: String) -> [String] {
    let stem = LabelPath.withoutExtension(path)
    switch place {
    case .read: return []
    case .folder(let folder):
      let name = "\(folder)/\(Wording.fileName(stem))"
      return [name + ".txt", name + ".xml"]
    case .beside(let compatibility):
      let annotation = stem.replacing("/JPEGImages/", with: "/Annotations/", maxReplacements: 1)
      let files = LabelPath.candidates(of: path, compatibility: compatibility)
      return files + [annotation + ".xml"] + (annotation == stem ? [] : [stem + ".xml"])
    }
  }
}

extension CocoAnnotations {
  /// The class of each category: by name where all names are known, else by their order.
  ///
  /// The order counts where there are as many and no name that is known is in another place:
  /// Darknet's lists for COCO call some classes otherwise.
  ///
  /// - Throws: ``CfgParser/CfgError/Code/badValue`` where neither can be.
  public func classIndices(in classes: [String]) throws(CfgError) -> [Int] {
    let found = categories.map { classes.firstIndex(of: $0.name) }
    if found.allSatisfy({ $0 != nil }) { return found.compactMap(\.self) }
    let agrees = zip(found, classes.indices).allSatisfy { $0 == nil || $0 == $1 }
    if categories.count == classes.count, agrees { return Array(classes.indices) }
    let unknown = zip(categories, found).first { $1 == nil }?.0.name ?? ""
    throw CfgError(
      .badValue, at: CfgLocation(file: file),
      "the category \(Wording.quoted(unknown)) is none of the \(classes.count) classes",
      help: "names that are those of the categories make the classes known")
  }
}
