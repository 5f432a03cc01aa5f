import CfgParser
import Testing

@testable import Trainer

@Suite("annotations of VOC")
struct VocAnnotationTests {
  private static func parse(_ text: String, classes: [String]? = ["dog", "cat"]) throws(CfgError)
    -> ImageLabels
  {
    try VocAnnotation.parse(Array(text.utf8), file: "a.xml", classes: classes)
  }

  private static func element(_ name: String, _ box: String, _ more: String = "") -> String {
    "<object><name>\(name)</name>\(more)<bndbox>\(box)</bndbox></object>"
  }

  private static let box =
    "<xmin>11</xmin><ymin>21</ymin><xmax>30</xmax><ymax>60.0</ymax>"

  @Test("edges name pixels from 1 that belong to the box; parts of a person are no objects")
  func objects() throws {
    let labels = try Self.parse(
      """
      <?xml version="1.0"?>
      <!-- a picture -->
      <annotation verified="yes > no">
        <size><width> 500 </width><height>375</height><depth>3</depth></size>
        \(Self.element("cat", Self.box, "<difficult>1</difficult><part><name>head</name><bndbox>x</bndbox></part>"))
        \(Self.element("dog", Self.box))
      </annotation>
      """)
    let expected = PixelBox(left: 10, top: 20, width: 20, height: 40)
    #expect(labels.warnings == [])
    #expect((labels.imageWidth, labels.imageHeight) == (500, 375))
    #expect(labels.objects.map(\.classIndex) == [1, 0])
    #expect(labels.objects.map(\.isDifficult) == [true, false])
    #expect(labels.objects.map(\.box) == [.pixels(expected), .pixels(expected)])
    #expect(labels.size(of: labels.objects[0]) == BoxSize(width: 20 / 500, height: 40 / 375))
  }

  private static let damages: [(String, String)] = [
    (element("bird", box), "there is no class 'bird'"),
    ("<object><name>dog</name></object>", "<object> has no <bndbox>"),
    ("<object>\(box)</object>", "<object> has no <name>"),
    (element("dog", "<xmin>1</xmin>"), "<bndbox> has no <ymin>"),
    (
      element("dog", box.replacing("11", with: "left")),
      "<xmin> is 'left', which is no pixel"
    ),
    (element("dog", box.replacing("11", with: "31")), "the box ends before it begins"),
  ]

  @Test(
    "a damaged object is left out with a warning that names the line", arguments: damages)
  func damaged(_ object: String, _ message: String) throws {
    let labels = try Self.parse(
      "<annotation>\n\(object)\n\(Self.element("cat", Self.box))</annotation>")
    #expect(labels.objects.count == 1)
    #expect(
      labels.warnings.map(\.description)
        == ["a.xml:2: warning: \(message); the object is left out"])
  }

  @Test(
    "what is no annotation is an error with the line",
    arguments: [
      ("0 .5 .5 .1 .1", "a.xml:1: error: the file is no XML: text stands outside of all elements"),
      ("", "a.xml:1: error: the file has no element, it is no XML"),
      ("<html></html>", "a.xml:1: error: <html> is no annotation of VOC; that is an <annotation>"),
      ("<annotation>\n<a>", "a.xml:2: error: the file ends inside <a>, which begins at line 2"),
      ("<annotation>\n</b>", "a.xml:2: error: </b> ends an element, but <annotation> is open"),
      ("<a>&lol;</a>", "a.xml:1: error: '&' begins no entity that is known"),
      (
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>",
        "a.xml:1: error: a document type with declarations of its own is not read"
      ),
      ("<a/><b/>", "a.xml:1: error: <b> stands behind the end of the document"),
    ])
  func noAnnotation(_ text: String, _ message: String) {
    let error = #expect(throws: CfgError.self) { try Self.parse(text) }
    #expect(error?.description == message)
  }

  @Test("elements that are too deep in each other are refused, not followed")
  func deep() {
    let text = String(repeating: "<a>", count: 100_000)
    #expect(throws: CfgError.self) { try Self.parse(text) }
  }

  @Test("names have entities, CDATA and blanks around them")
  func text() throws {
    let names = ["a&b", "<dog>", "café"]
    let labels = try Self.parse(
      """
      <annotation>\(Self.element(" a&amp;b ", Self.box))\(Self.element("<![CDATA[<dog>]]>", Self.box))
      \(Self.element("caf&#xE9;", Self.box))</annotation>
      """, classes: names)
    #expect(labels.objects.map(\.classIndex) == [0, 1, 2])
  }

  @Test("every text that is cut or changed is read or refused, never a trap", arguments: 0..<200)
  func hostile(_ seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    var bytes = Array("<annotation>\(Self.element("dog", Self.box))</annotation>".utf8)
    for _ in 0..<3 {
      bytes[Int(random.unit() * Double(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
    }
    let cut = Array(bytes.prefix(Int(random.unit() * Double(bytes.count + 1))))
    _ = try? VocAnnotation.parse(cut, file: "a.xml", classes: ["dog"])
    _ = try? VocAnnotation.parse(bytes, file: "a.xml", classes: ["dog"])
  }
}
