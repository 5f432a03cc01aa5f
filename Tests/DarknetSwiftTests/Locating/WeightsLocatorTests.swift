import CfgParser
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("finding weights that were left out")
struct WeightsLocatorTests {
  private let nets: TemporaryFolder
  private let cache: TemporaryFolder

  init() throws {
    nets = try TemporaryFolder()
    cache = try TemporaryFolder()
  }

  @Test("they lie beside the cfg, else in the cache")
  func places() throws {
    let locator = WeightsLocator(cacheFolder: cache.url.path)
    let cached = try cache.write("", as: "tiny.weights")
    #expect(try locator.locate(for: nets.path("tiny.cfg")) == cached)
    let beside = try nets.write("", as: "tiny.weights")
    #expect(try locator.locate(for: nets.path("tiny.cfg")) == beside)
  }

  @Test("the error names every place")
  func missing() {
    let error = #expect(throws: CommandError.self) {
      try WeightsLocator(cacheFolder: "/cache/models").locate(for: "nets/no-such.cfg")
    }
    #expect(
      error?.description == """
        no-such.weights: error: no weights were given, and there is no 'nets/no-such.weights', \
        'no-such.weights' or '/cache/models/no-such.weights'
          help: give the weights behind the cfg, their name ends in .weights; or put them into one of these places
        """)
    #expect(error?.status == .noInput)
  }

  @Test(
    "the cache is where the environment says",
    arguments: [
      (["XDG_CACHE_HOME": "/c", "HOME": "/h"], "/c/darknet-swift"),
      (["HOME": "/h"], "/h/.cache/darknet-swift"),
      (["XDG_CACHE_HOME": "relative", "HOME": "/h"], "/h/.cache/darknet-swift"),
    ])
  func cacheFolder(_ environment: [String: String], _ folder: String) {
    #expect(WeightsLocator(environment: environment).cacheFolder == folder)
  }

  @Test(
    "a network is called by its file without folder and extension",
    arguments: [
      ("nets/tiny.cfg", "tiny"), ("yolo-voc.2.0.cfg", "yolo-voc.2.0"), ("net", "net"),
      (".cfg", ".cfg"),
    ])
  func stem(_ path: String, _ name: String) {
    #expect(FileStem.name(of: path) == name)
  }
}
