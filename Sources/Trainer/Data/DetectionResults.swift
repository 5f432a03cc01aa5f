public import CfgParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Detections that were written earlier: the lines or the array of `detect --format jsonl` or `json`,
/// or an array in the form of COCO's results.
public struct DetectionResults: Sendable {
  /// What was found in one image.
  public struct Image: Sendable {
    /// What it was found in: a path, or for COCO's results the number of the image.
    public let name: String
    /// The size of the image in pixels, where the results say it.
    public let size: (width: Int, height: Int)?
    /// What was found; of COCO's results a class is the category.
    public fileprivate(set) var found: [FoundObject]

    /// Gives classes other numbers; what has none is left out.
    public mutating func renumber(_ classes: [Int: Int]) {
      found = found.compactMap { object in
        guard let classIndex = classes[object.classIndex] else { return nil }
        var object = object
        object.classIndex = classIndex
        return object
      }
    }
  }

  /// Whether images and classes are COCO's numbers.
  public let isCoco: Bool
  /// The images that have results.
  public private(set) var images: [Image]
  /// The images that failed when the results were made.
  public private(set) var failed: [String] = []
  /// What is left out: entries that are damaged, and images that failed.
  public private(set) var warnings: [CfgWarning] = []

  /// Reads the file at `path`.
  ///
  /// - Throws: ``CfgParser/CfgError/Code/unreadable``; ``CfgParser/CfgError/Code/syntax`` for a file of
  ///   another form.
  public init(contentsOf path: String) throws(CfgError) {
    try self.init(parsing: TextFile.contents(of: path, limit: 1 << 30), file: path)
  }

  /// Reads the bytes of a file that messages call `file`.
  ///
  /// - Throws: ``CfgParser/CfgError/Code/syntax``.
  public init(parsing bytes: [UInt8], file: String) throws(CfgError) {
    let entries = try Self.entries(bytes, file: file)
    isCoco = entries.contains { (try? $0.result.get())?.imageID != nil }
    images = []
    var places: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      switch entry.result {
      case .failure(let fault): leaveOut(index, file, fault.text)
      case .success(let entry): add(entry, index, file, &places)
      }
    }
  }

  private static func entries(
    _ bytes: [UInt8], file: String
  ) throws(CfgError) -> [Lenient<Entry>] {
    let isArray = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "[")
    do {
      let decoder = JSONDecoder()
      if isArray { return try decoder.decode([Lenient<Entry>].self, from: Data(bytes)) }
      return try TextLines(bytes[...]).filter { !$0.trimmed.isEmpty }
        .map { try decoder.decode(Lenient<Entry>.self, from: Data($0)) }
    } catch {
      throw CfgError(
        .syntax, at: CfgLocation(file: file), "no detections: \(DecodingFault(error).text)",
        help: "'detect --format jsonl', json and coco write files that can be read here")
    }
  }

  private mutating func add(
    _ entry: Entry, _ index: Int, _ file: String, _ places: inout [String: Int]
  ) {
    if let failure = entry.error {
      if let name = entry.image { failed.append(name) }
      return leaveOut(index, file, "the image failed: \(failure.message)")
    }
    guard let name = entry.image ?? entry.imageID.map(String.init), let found = entry.found else {
      return leaveOut(index, file, "it is neither an image with detections nor a result of COCO")
    }
    if let place = places[name] {
      images[place].found += found
    } else {
      places[name] = images.count
      images.append(Image(name: name, size: entry.size, found: found))
    }
  }

  private mutating func leaveOut(_ index: Int, _ file: String, _ reason: String) {
    warnings.append(
      CfgWarning(
        .value, at: CfgLocation(file: file), "entry \(index + 1) is left out: \(reason)"))
  }

  /// An entry of any of the forms.
  private struct Entry: Decodable, Sendable {
    let image: String?
    let width: Int?
    let height: Int?
    let detections: [Object]?
    let error: Failure?
    let imageID: Int?
    let categoryID: Int?
    let bounds: [Double]?
    let score: Double?

    enum CodingKeys: String, CodingKey {
      case image, width, height, detections, error, score
      case imageID = "image_id"
      case categoryID = "category_id"
      case bounds = "bbox"
    }

    var size: (width: Int, height: Int)? {
      guard let width, let height else { return nil }
      return (width, height)
    }

    var found: [FoundObject]? {
      if let detections { return detections.map(\.found) }
      guard let categoryID, let bounds, let score, bounds.count == 4 else { return nil }
      let box = PixelBox(left: bounds[0], top: bounds[1], width: bounds[2], height: bounds[3])
      return [FoundObject(classIndex: categoryID, box: box, confidence: score)]
    }
  }

  private struct Failure: Decodable, Sendable {
    let message: String
  }

  private struct Object: Decodable, Sendable {
    let classID: Int
    let confidence: Double
    let box: Box

    enum CodingKeys: String, CodingKey {
      case confidence, box
      case classID = "class_id"
    }

    var found: FoundObject {
      FoundObject(
        classIndex: classID,
        box: PixelBox(left: box.x, top: box.y, width: box.width, height: box.height),
        confidence: confidence)
    }
  }

  private struct Box: Decodable, Sendable {
    let x: Double
    let y: Double
    let width: Double
    let height: Double
  }
}
