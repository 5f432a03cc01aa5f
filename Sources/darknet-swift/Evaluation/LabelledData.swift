import CfgParser
import Engine
import Trainer

/// The images of a data set, and where what they show is written: what DATA means in a call.
struct LabelledData {
  /// The images.
  let images: [String]
  /// Images beside which the labels of difficult objects lie, one for each of `images`, if there are
  /// such.
  let difficult: [String]
  /// The data file, if it is one.
  let data: DataFile?
  /// The annotations of COCO, if labels are in such.
  let annotations: CocoAnnotations?
  /// What was odd about the files.
  let warnings: [CfgWarning]

  private let folder: String?

  /// Finds the images that `word` means: a data file, a list, a folder, an image, or annotations of
  /// COCO.
  ///
  /// - Parameters:
  ///   - word: DATA of the call.
  ///   - key: The list that is meant in a data file: `valid` or `train`.
  ///   - labels: A folder with label files or annotations of VOC, or annotations of COCO.
  ///   - imageFolder: Where the images of COCO's annotations are.
  /// - Throws: `CommandError` or `CfgError`.
  init(_ word: String, key: String, labels: String?, imageFolder: String?) throws {
    guard let status = SystemCall.status(of: RawPath(word)) else {
      throw CommandError(
        .noInput, word, "no such file",
        help: "a data file, a list of images, a folder or annotations of COCO is meant")
    }
    var data: DataFile?
    var annotations: CocoAnnotations?
    var difficult: [String] = []
    if let labels, labels.hasSuffix(".json") {
      annotations = try CocoAnnotations(contentsOf: labels)
    }
    if status.isFolder {
      images = ImageInputs.files([word]).map(\.text)
    } else if word.hasSuffix(".json") {
      let read = try CocoAnnotations(contentsOf: word)
      images = read.images.map(\.fileName).map(Self.below(try Self.folder(read, imageFolder)))
      annotations = read
    } else if word.hasSuffix(".data") {
      let file = try DataFile(contentsOf: word)
      images = try ImageList.read(try Self.path(key, in: file))
      difficult =
        try file["difficult"].map { _ in
          try ImageList.read(try Self.path("difficult", in: file))
        } ?? []
      data = file
    } else if ImageName(RawPath(word)).pathExtension != nil {
      images = [word]
    } else {
      images = try ImageList.read(word)
    }
    (self.data, self.annotations, self.difficult) = (data, annotations, difficult)
    folder = labels.flatMap { $0.hasSuffix(".json") ? nil : $0 }
    warnings = (data?.warnings ?? []) + (annotations?.warnings ?? [])
    guard !images.isEmpty else {
      throw CommandError(.noInput, word, "there is no image in it")
    }
    guard difficult.isEmpty || difficult.count == images.count else {
      throw CommandError(
        .badData, word,
        "'difficult' lists \(difficult.count) images, and '\(key)' \(images.count)",
        help: "the two go together line by line")
    }
  }

  /// Finds the labels of the images; `classes` are the names of the classes, nil where these do not
  /// matter.
  ///
  /// - Throws: `CfgError` where the categories of COCO's annotations are not the classes.
  func finder(_ compat: Compatibility, classes: [String]?) throws(CfgError) -> LabelFinder {
    if let annotations { return try LabelFinder(annotations, classes: classes) }
    if let folder { return LabelFinder(folder: folder, classes: classes) }
    return LabelFinder(compatibility: compat, classes: classes)
  }

  /// The file that a key of a data file names.
  ///
  /// - Throws: `CommandError` with status 66 where the key or the file is missing.
  static func path(_ key: String, in data: DataFile) throws(CommandError) -> String {
    let places = data.paths(for: key)
    guard !places.isEmpty else {
      throw CommandError(.badData, data.file, "it has no '\(key)', the list of images")
    }
    if let path = places.first(where: { SystemCall.status(of: RawPath($0)) != nil }) { return path }
    throw CommandError(
      .noInput, data.file, "the list of '\(key)' is not there",
      help: "looked for \(Wording.list(places.map { "'\($0)'" }, "and"))")
  }

  /// Where the images of annotations are: in the folder that was given, beside the file, or as COCO
  /// has it, in the folder beside `annotations/` that the file is called after.
  private static func folder(
    _ annotations: CocoAnnotations, _ given: String?
  ) throws(CommandError) -> String? {
    if let given { return given }
    guard let first = annotations.images.first else { return nil }
    let beside = FileStem.sibling(of: annotations.file, named: "")
    let set = FileStem.name(of: annotations.file).split(separator: "_").last.map(String.init) ?? ""
    let places = [beside, "\(beside)../\(set)/", "\(beside)../images/\(set)/", ""]
    let found = places.first { SystemCall.status(of: RawPath($0 + first.fileName)) != nil }
    guard let found else {
      throw CommandError(
        .noInput, annotations.file, "its images, such as '\(first.fileName)', are not there",
        help: "--images FOLDER says where they are")
    }
    return found
  }

  private static func below(_ folder: String?) -> (String) -> String {
    { name in
      guard let folder, !folder.isEmpty else { return name }
      return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
  }
}
