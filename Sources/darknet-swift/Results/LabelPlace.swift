import CfgParser
import Trainer

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
    self.path = LabelPath.alexeyab(text)
    let place = self.path.dropLast(Wording.fileName(self.path).count + 1)
    folder = text.hasPrefix(place) ? nil : String(place)
  }
}
