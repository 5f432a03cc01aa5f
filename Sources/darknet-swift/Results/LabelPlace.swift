import Engine

/// Where the labels of an image lie, as AlexeyAB's fork looks for them: beside it, but for the
/// folders of two data sets.
///
/// - Reference: darknet (AlexeyAB) `utils.c`, `replace_image_to_label`.
struct LabelPlace: Hashable {
  /// The path of the file.
  let path: String
  /// The folder it lies in, where that is not the image's, and may have to be made.
  let folder: String?

  /// The place of the labels of the image at `path`.
  init(of path: RawPath) {
    let text = path.text
    var moved = text
    for (folder, labels) in Self.folders where moved.contains(folder) {
      moved = moved.replacing(folder, with: labels, maxReplacements: 1)
    }
    let slash = moved.lastIndex(of: "/") ?? moved.startIndex
    let dot = moved[slash...].lastIndex(of: ".") ?? moved.endIndex
    let isPicture = Self.pictures.contains(moved[dot...].dropFirst().lowercased())
    self.path = (isPicture ? String(moved[..<dot]) : moved) + ".txt"
    folder = moved == text ? nil : String(moved[..<slash])
  }

  private static let folders =
    ["train2017", "val2017", "train2014", "val2014"].map { ("/images/\($0)/", "/labels/\($0)/") }
    + [("/JPEGImages/", "/labels/")]

  private static let pictures: Set<String> = ["jpg", "jpeg", "png", "bmp", "ppm", "tiff", "npy"]
}
