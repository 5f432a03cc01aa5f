/// What is wrong with JPEG files.
enum JpegFault {
  /// The file is cut short.
  static let endsEarly = ImageFault(
    .damaged, "the JPEG data is damaged: the file ends before the image does",
    help: "the download may be incomplete")

  /// A scan has fewer bits than its blocks need.
  static let dataEndsEarly = damaged("the coded data ends before the image does")

  /// Something that no encoder writes.
  static func damaged(_ what: String) -> ImageFault {
    ImageFault(.damaged, "the JPEG data is damaged: \(what)")
  }

  /// A kind of JPEG that is not read.
  static func unsupported(_ what: String) -> ImageFault {
    ImageFault(.unsupported, "\(what) not supported", help: ForeignFormat.conversion)
  }
}
