public import CfgParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Annotations of COCO, the kind with instances: one JSON file about many images.
///
/// Annotations that are damaged, of an unknown image or of an unknown category are left out with a
/// warning.
///
/// - Reference: [the format](https://cocodataset.org/#format-data).
public struct CocoAnnotations: Sendable, Hashable {
  /// A class.
  public struct Category: Sendable, Hashable, Decodable {
    /// Its number, which need not follow those of others.
    public let id: Int
    /// What it is called.
    public let name: String
  }

  /// An image, and what it shows.
  public struct Image: Sendable, Hashable {
    /// Its number.
    public let id: Int
    /// Its file, below some folder.
    public let fileName: String
    /// What it shows: classes are indices of ``CocoAnnotations/categories``.
    public fileprivate(set) var labels: ImageLabels
  }

  /// The file.
  public let file: String
  /// The classes, by their numbers.
  public let categories: [Category]
  /// The images, in the order of the file.
  public private(set) var images: [Image]
  /// What is left out.
  public private(set) var warnings: [CfgWarning] = []

  /// Bytes that are read; the largest file of COCO itself has 470 MB.
  private static let byteLimit = 1 << 30

  /// Reads the file at `path`.
  ///
  /// - Throws: ``CfgParser/CfgError/Code/unreadable``; ``CfgParser/CfgError/Code/syntax`` for what is
  ///   no JSON or no such annotations.
  public init(contentsOf path: String) throws(CfgError) {
    try self.init(parsing: TextFile.contents(of: path, limit: Self.byteLimit), file: path)
  }

  /// Reads the bytes of a file that messages call `file`.
  ///
  /// - Throws: ``CfgParser/CfgError/Code/syntax``.
  public init(parsing bytes: [UInt8], file: String) throws(CfgError) {
    let content: CocoContent
    do {
      content = try JSONDecoder().decode(CocoContent.self, from: Data(bytes))
    } catch {
      throw CfgError(
        .syntax, at: CfgLocation(file: file),
        "no annotations of COCO: \(DecodingFault(error).text)",
        help: "they are one object with 'images', 'annotations' and 'categories'")
    }
    self.file = file
    categories = content.categories.sorted { $0.id < $1.id }
    images = []
    add(content.images)
    add(content.annotations)
  }

  private mutating func add(_ found: [Lenient<CocoContent.Image>]) {
    for (index, image) in found.enumerated() {
      switch image.result {
      case .failure(let fault): leaveOut("images[\(index)]", fault.text)
      case .success(let image):
        let labels = ImageLabels(
          objects: [], imageWidth: image.width, imageHeight: image.height)
        images.append(Image(id: image.id, fileName: image.fileName, labels: labels))
      }
    }
  }

  private mutating func add(_ found: [Lenient<CocoContent.Annotation>]) {
    let places = Dictionary(images.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let classes = Dictionary(categories.enumerated().map { ($1.id, $0) }) { first, _ in first }
    for (index, annotation) in found.enumerated() {
      let name = "annotations[\(index)]"
      switch annotation.result {
      case .failure(let fault): leaveOut(name, fault.text)
      case .success(let annotation):
        guard let place = places[annotation.imageID] else {
          leaveOut(name, "there is no image \(annotation.imageID)")
          continue
        }
        guard let classIndex = classes[annotation.categoryID] else {
          leaveOut(name, "there is no category \(annotation.categoryID)")
          continue
        }
        guard let box = annotation.box else {
          leaveOut(name, "the box is no left, top, width and height")
          continue
        }
        images[place].labels.objects.append(
          ObjectLabel(
            classIndex: classIndex, box: .pixels(box), area: annotation.area,
            isCrowd: annotation.isCrowd == 1))
      }
    }
  }

  private mutating func leaveOut(_ name: String, _ reason: String) {
    warnings.append(
      CfgWarning(.value, at: CfgLocation(file: file), "\(name) is left out: \(reason)"))
  }
}

/// What the file has, as it has it.
private struct CocoContent: Decodable {
  struct Image: Decodable, Sendable {
    let id: Int
    let fileName: String
    let width: Int?
    let height: Int?

    enum CodingKeys: String, CodingKey {
      case id, width, height
      case fileName = "file_name"
    }
  }

  struct Annotation: Decodable, Sendable {
    let imageID: Int
    let categoryID: Int
    let bounds: [Double]
    let area: Double?
    let isCrowd: Int?

    enum CodingKeys: String, CodingKey {
      case area
      case imageID = "image_id"
      case categoryID = "category_id"
      case bounds = "bbox"
      case isCrowd = "iscrowd"
    }

    /// The box, if it is one.
    var box: PixelBox? {
      guard bounds.count == 4, bounds[2] >= 0, bounds[3] >= 0 else { return nil }
      return PixelBox(left: bounds[0], top: bounds[1], width: bounds[2], height: bounds[3])
    }
  }

  let images: [Lenient<Image>]
  let annotations: [Lenient<Annotation>]
  let categories: [CocoAnnotations.Category]
}
