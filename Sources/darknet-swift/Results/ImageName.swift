import Engine

/// What an image is called, as a path below some folder.
struct ImageName {
  /// The path without the extension, and without components that lead out of the folder.
  let stem: String
  /// The extension, where it is that of a format.
  let pathExtension: String?

  /// The name of the image at that path.
  init(_ path: RawPath) {
    let name = path.text.split(separator: "/").filter { $0 != ".." && $0 != "." }
      .joined(separator: "/")
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    let suffix = String(name[dot...].dropFirst())
    let isFormat = ImageFormat(pathExtension: suffix) != nil
    (stem, pathExtension) = isFormat ? (String(name[..<dot]), suffix) : (name, nil)
  }
}
