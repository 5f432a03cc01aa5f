import CfgParser
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("finding a cfg")
struct CfgLocatorTests {
  private let folder: TemporaryFolder
  private let locator: CfgLocator

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", as: "darknet19.cfg")
    try folder.write("", as: "yolov2-voc.cfg")
    try folder.write("", as: "voc.names")
    locator = CfgLocator(ShippedFiles(folders: ["/nowhere", folder.url.path]))
  }

  @Test("bundled networks go by their bare names", arguments: ["darknet19", "darknet19.cfg"])
  func bundled(_ word: String) throws {
    #expect(try locator.locate(word) == folder.path("darknet19.cfg"))
  }

  @Test("a path wins over a bundled name")
  func path() throws {
    let other = try TemporaryFolder()
    let path = try other.write("", as: "darknet19.cfg")
    #expect(try locator.locate(path) == path)
  }

  @Test(
    "what is nowhere is an error, with the nearest bundled name",
    arguments: [
      (
        "darknet20.cfg",
        """
        darknet20.cfg: error: no such file, here or among the bundled ones
          help: did you mean 'darknet19.cfg'?
        """
      ),
      (
        "yolo2-voc",
        """
        yolo2-voc: error: no such file, here or among the bundled ones
          help: did you mean 'yolov2-voc.cfg'?
        """
      ),
      (
        "resnet",
        """
        resnet: error: no such file, here or among the bundled ones
          help: bundled are darknet19.cfg and yolov2-voc.cfg
        """
      ),
      (
        "voc.names",
        """
        voc.names: error: no such file, here or among the bundled ones
          help: bundled are darknet19.cfg and yolov2-voc.cfg
        """
      ),
      ("nets/darknet19", "nets/darknet19: error: no such file"),
    ])
  func missing(_ word: String, _ message: String) {
    let error = #expect(throws: CommandError.self) { try locator.locate(word) }
    #expect(error?.description == message)
    #expect(error?.status == .noInput)
  }

  @Test("a folder is no cfg")
  func folderAsCfg() {
    let error = #expect(throws: CommandError.self) { try locator.locate(folder.url.path) }
    #expect(error?.status == .badData)
  }
}
