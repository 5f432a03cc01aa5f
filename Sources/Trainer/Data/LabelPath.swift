public import CfgParser

/// Where Darknet looks for the labels of an image: a file of the same name that ends in `.txt`, in a
/// folder of its own or beside the image.
///
/// - Reference: darknet `data.c`, `fill_truth_detection`, and `utils.c`, `find_replace`; AlexeyAB's
///   `utils.c`, `replace_image_to_label`.
public enum LabelPath {
  /// The paths at which labels of the image at `path` may be, the likeliest first.
  ///
  /// The original has one, AlexeyAB's fork has one, and with neither set both are tried.
  public static func candidates(
    of path: String, compatibility: Compatibility = .recommended
  ) -> [String] {
    switch compatibility {
    case .pjreddie: [original(path)]
    case .alexeyab: [alexeyab(path)]
    case .recommended:
      original(path) == alexeyab(path) ? [original(path)] : [original(path), alexeyab(path)]
    }
  }

  /// As the original has it: the first `images`, `JPEGImages` and `raw` become `labels`, wherever
  /// they stand in the path, and so do extensions.
  static func original(_ path: String) -> String {
    var path = path
    for (old, new) in [("images", "labels"), ("JPEGImages", "labels"), ("raw", "labels")] {
      path = path.replacing(old, with: new, maxReplacements: 1)
    }
    for ending in [".jpg", ".png", ".JPG", ".JPEG"] {
      path = path.replacing(ending, with: ".txt", maxReplacements: 1)
    }
    // Whatever else is an image has labels here, too.
    return path.hasSuffix(".txt") ? path : withoutExtension(path) + ".txt"
  }

  /// As AlexeyAB's fork has it: beside the image, but for the folders of two data sets.
  public static func alexeyab(_ path: String) -> String {
    var path = path
    for (folder, labels) in folders {
      path = path.replacing(folder, with: labels, maxReplacements: 1)
    }
    return withoutExtension(path) + ".txt"
  }

  private static let folders =
    ["train2017", "val2017", "train2014", "val2014"].map { ("/images/\($0)/", "/labels/\($0)/") }
    + [("/JPEGImages/", "/labels/")]

  /// The path without the extension of a picture; any other belongs to the name.
  static func withoutExtension(_ path: String) -> String {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    guard let dot = path[slash...].lastIndex(of: "."),
      pictures.contains(path[dot...].dropFirst().lowercased())
    else { return path }
    return String(path[..<dot])
  }

  private static let pictures: Set<String> = ["jpg", "jpeg", "png", "bmp", "ppm", "tiff", "npy"]
}
