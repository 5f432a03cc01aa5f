import Engine

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Where pictures with boxes are written to.
struct AnnotatedFiles {
  /// The folder for copies of all images, if one was given.
  let folder: String?
  private var used: Set<String> = []
  private var inputs: InputFiles

  /// Makes sure that the folder is there; `inputs` are what no copy may replace.
  ///
  /// - Throws: `CommandError` with status 73.
  init(folder: String?, inputs: @autoclosure () -> InputFiles) throws(CommandError) {
    self.folder = folder
    self.inputs = folder == nil ? InputFiles() : inputs()
    if let folder { try OutputFolder.prepare(folder) }
  }

  /// Writes the annotated copy of an image into the folder, below the path it had in its own.
  ///
  /// Two images of one name both stay: the second becomes `dog-2.jpg`.
  ///
  /// - Throws: `ImageError`, or `CommandError` when the copy would replace an image of the call.
  mutating func write(_ image: @autoclosure () -> Image, of input: ImageInput) throws {
    guard let folder else { return }
    let path = freePath(for: input, in: folder)
    try refuseInputs(path, input)
    var place = folder
    for name in path.dropFirst(folder.count).split(separator: "/").dropLast() {
      place += "/\(name)"
      try OutputFolder.prepare(place)
    }
    try Self.write(image(), to: path)
  }

  /// Darknet's `predictions.jpg` in the working directory.
  ///
  /// - Throws: As `write(_:of:)`.
  mutating func writePredictions(_ image: Image, of input: ImageInput) throws {
    try refuseInputs(Self.predictionsPath, input)
    try Self.write(image, to: Self.predictionsPath)
  }

  /// What darknet calls its picture.
  static let predictionsPath = "predictions.jpg"

  private static func write(_ image: Image, to path: String) throws {
    let format = ImageFormat(pathExtension: URL(filePath: path).pathExtension) ?? .jpeg
    let bytes = try image.encoded(as: format)
    try CommandError.writing { () throws(AtomicFileError) in
      try AtomicFile.write(bytes, to: path)
    }
  }

  private mutating func freePath(for input: ImageInput, in folder: String) -> String {
    let name = Self.safe(input.relativePath.text)
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    let isWritable = ImageFormat(pathExtension: String(name[dot...].dropFirst())) != nil
    let (stem, suffix) = isWritable ? (name[..<dot], name[dot...]) : (name[...], ".jpg")
    var path = "\(folder)/\(stem)\(suffix)"
    var number = 2
    while !used.insert(path).inserted {
      path = "\(folder)/\(stem)-\(number)\(suffix)"
      number += 1
    }
    return path
  }

  /// The path without components that lead out of the folder.
  private static func safe(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != ".." && $0 != "." }.joined(separator: "/")
  }

  /// `input` may come from a list, and not be known yet.
  private mutating func refuseInputs(_ path: String, _ input: ImageInput) throws(CommandError) {
    if input.isFile { inputs.insert(input.path) }
    guard inputs.contains(RawPath(path)) else { return }
    throw CommandError(
      .cannotCreate, path, "the annotated picture would replace an image of the call",
      help: "choose another folder, or --no-image to write none")
  }
}
