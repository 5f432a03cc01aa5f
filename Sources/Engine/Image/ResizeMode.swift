/// How an image comes to the size of a network's input.
///
/// - Reference: darknet `image.c`, `letterbox_image`, `resize_image`, `resize_min`, `crop_image`.
public enum ResizeMode: String, Sendable, Hashable, CaseIterable {
  /// The whole image, its proportions kept, in the middle of a gray field.
  case letterbox
  /// The whole image, its proportions given up.
  case stretch
  /// The shorter side fits, the middle of the longer is taken; for classifiers.
  case crop
}
