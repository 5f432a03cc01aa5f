public import CfgParser

/// An annotation of PASCAL VOC: an XML file about one image.
///
/// - Reference: Everingham and Winn, "The PASCAL Visual Object Classes Challenge 2012 Development
///   Kit", section 8; edges name pixels, counted from 1, that belong to the box.
public enum VocAnnotation {
  /// Reads the file at `path`; `classes` are the names of the classes, in their order, and nil makes
  /// all objects ones of class 0.
  ///
  /// An object that is damaged or of no class is left out with a warning.
  ///
  /// - Throws: ``CfgParser/CfgError/Code/unreadable``; ``CfgParser/CfgError/Code/syntax`` for what is
  ///   no XML or no annotation.
  public static func read(_ path: String, classes: [String]?) throws(CfgError) -> ImageLabels {
    try parse(try TextFile.contents(of: path), file: path, classes: classes)
  }

  /// Reads the bytes of a file that messages call `file`.
  ///
  /// - Throws: As ``read(_:classes:)``.
  public static func parse(
    _ bytes: [UInt8], file: String, classes: [String]?
  ) throws(CfgError) -> ImageLabels {
    let root = try XMLReader.root(of: bytes, file: file)
    guard root.name == "annotation" else {
      throw CfgError(
        .syntax, at: CfgLocation(file: file, line: root.line),
        "<\(root.name)> is no annotation of VOC; that is an <annotation>")
    }
    let size = root["size"]
    var labels = ImageLabels(
      objects: [], imageWidth: size?["width"].flatMap(wholeNumber),
      imageHeight: size?["height"].flatMap(wholeNumber))
    for object in root.children where object.name == "object" {
      do throws(CfgError) {
        labels.objects.append(try label(object, classes, file: file))
      } catch {
        labels.warnings.append(
          CfgWarning(.value, at: error.location, "\(error.message); the object is left out"))
      }
    }
    return labels
  }

  private static func label(
    _ object: XMLElement, _ classes: [String]?, file: String
  ) throws(CfgError) -> ObjectLabel {
    guard let name = object["name"] else {
      throw fault("<object> has no <name>", object, file)
    }
    guard let classIndex = classes.map({ $0.firstIndex(of: name.text) }) ?? 0 else {
      throw fault("there is no class \(Wording.quoted(name.text))", name, file)
    }
    guard let box = object["bndbox"] else { throw fault("<object> has no <bndbox>", object, file) }
    let left = try edge("xmin", of: box, file)
    let top = try edge("ymin", of: box, file)
    let right = try edge("xmax", of: box, file)
    let bottom = try edge("ymax", of: box, file)
    guard left <= right, top <= bottom else {
      throw fault("the box ends before it begins", box, file)
    }
    return ObjectLabel(
      classIndex: classIndex,
      box: .pixels(
        PixelBox(left: left - 1, top: top - 1, width: right - left + 1, height: bottom - top + 1)),
      isDifficult: object["difficult"]?.text == "1")
  }

  private static func edge(
    _ name: String, of box: XMLElement, _ file: String
  ) throws(CfgError) -> Double {
    guard let element = box[name] else { throw fault("<bndbox> has no <\(name)>", box, file) }
    guard let number = Double(element.text), number.isFinite, abs(number) < 1e9 else {
      throw fault("<\(name)> is \(Wording.quoted(element.text)), which is no pixel", element, file)
    }
    return number
  }

  private static func wholeNumber(_ element: XMLElement) -> Int? {
    Int(element.text).flatMap { $0 > 0 ? $0 : nil }
  }

  private static func fault(_ message: String, _ element: XMLElement, _ file: String) -> CfgError {
    CfgError(.badValue, at: CfgLocation(file: file, line: element.line), message)
  }
}
