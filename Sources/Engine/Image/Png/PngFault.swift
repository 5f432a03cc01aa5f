/// What is wrong with PNG files.
enum PngFault {
  /// The file is cut short.
  static let endsEarly = ImageFault(
    .damaged, "the PNG data is damaged: the file ends before the image does",
    help: "the download may be incomplete")

  /// Something that no encoder writes.
  static func damaged(_ what: String) -> ImageFault {
    ImageFault(.damaged, "the PNG data is damaged: \(what)")
  }
}
