import CfgParser
import Foundation
import TestSupport
import Testing

@testable import Trainer

@Suite("finding labels")
struct LabelFinderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["images", "labels", "JPEGImages", "Annotations"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
    }
    try folder.write("0 .5 .5 .1 .1\n", as: "labels/a.txt")
    try folder.write("1 .5 .5 .1 .1\n", as: "images/b.txt")
    let box = "<xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax>"
    try folder.write(
      "<annotation><object><name>cat</name><bndbox>\(box)</bndbox></object></annotation>",
      as: "Annotations/c.xml")
  }

  private func classes(_ path: String, _ compatibility: Compatibility = .recommended) throws
    -> [Int]?
  {
    try LabelFinder(compatibility: compatibility, classes: ["dog", "cat"])
      .labels(ofImageAt: folder.path(path))?.objects.map(\.classIndex)
  }

  @Test("label files are looked for by the rules of both programs, then annotations of VOC")
  func places() throws {
    #expect(try classes("images/a.jpg") == [0])
    #expect(try classes("images/b.jpg") == [1])
    #expect(try classes("JPEGImages/c.jpg") == [1])
    #expect(try classes("images/d.jpg") == nil)
    #expect(try classes("images/a.jpg", .alexeyab) == nil)
    #expect(try classes("images/b.jpg", .pjreddie) == nil)
  }

  @Test("in a folder they are called as the image")
  func inFolder() throws {
    let finder = LabelFinder(folder: folder.path("Annotations"), classes: nil)
    #expect(try finder.labels(ofImageAt: "elsewhere/c.png")?.objects.map(\.classIndex) == [0])
  }

  @Test("a list has a path a line, from the working directory or else beside the list")
  func list() throws {
    let list = try folder.write(
      "\u{FEFF}images/b.txt\r\n\n /x/y.jpg \nno/such.jpg\n", as: "list.txt")
    #expect(
      try ImageList.read(list) == [folder.path("images/b.txt"), "/x/y.jpg", "no/such.jpg"])
  }
}
