import Engine
import Foundation
import TestSupport
import Testing

/// Small signs in a large picture, by the command and by the shipped network.
@Suite(
  "signs in a large picture",
  .enabled(if: BuildConfiguration.isOptimized, "skipped: too slow in an unoptimised build"))
struct LargeSceneTests {
  private let command: CommandRunner
  private let scene: LargeScene

  init() throws {
    (command, scene) = (try CommandRunner(), try LargeScene())
    try scene.image.write(to: command.folder.path("scene.png"))
  }

  /// How many of the signs are found, and how many of these more than once.
  private func count(_ options: [String]) throws -> (found: Int, again: Int) {
    let outcome = try command.run(
      ["detect", "signs", "scene.png", "--format", "json"] + options)
    #expect(outcome.status == 0)
    let results = try JSONDecoder().decode([Result].self, from: Data(outcome.output.utf8))
    let detections = try #require(results.first).detections
    let counts = scene.signs.map { sign in detections.count { $0.shows(sign) } }
    return (counts.count { $0 > 0 }, counts.count { $0 > 1 })
  }

  @Test("shrunk to the network's input, most signs are lost")
  func plain() throws {
    #expect(try count([]).found < scene.signs.count / 5)
  }

  @Test(
    "in tiles of the network's size nearly all are found, none of them twice",
    arguments: [["auto"], ["auto", "--tile-overlap", "0.4"], ["6x5"]])
  func tiles(_ words: [String]) throws {
    let (found, again) = try count(["--tile"] + words)
    #expect(found >= scene.signs.count * 19 / 20)
    #expect(again == 0)
  }

  @Test("larger tiles are shrunk, and lose some of the smallest")
  func largerTiles() throws {
    let (found, again) = try count(["--tile", "500x400px"])
    #expect(found >= scene.signs.count * 9 / 10)
    #expect(again == 0)
  }

  @Test("what was asked for is in the results")
  func choices() throws {
    let outcome = try command("detect", "signs", "scene.png", "--format", "jsonl", "--tile", "3x2")
    #expect(outcome.output.contains(#""tile": "3x2", "tile_overlap": 0.2"#))
  }

  @Test(
    "tiles that make no sense are a fault of usage",
    arguments: [
      ["--tile", "0x1"], ["--tile", "3"], ["--tile", "8x8px"], ["--tile-overlap", "0.3"],
      ["--tile", "auto", "--tile-overlap", "1"],
    ])
  func usage(_ words: [String]) throws {
    #expect(try command.run(["detect", "signs", "scene.png"] + words).status == 64)
  }

  /// An entry of the command's JSON.
  private struct Result: Decodable {
    struct Detection: Decodable {
      struct Box: Decodable { let x, y, width, height: Float }
      let `class`: String
      let box: Box

      /// Whether it is that sign, and not its neighbour.
      func shows(_ sign: SignsSample.Sign) -> Bool {
        `class` == sign.label
          && boundingBox(box.x, box.y, box.width, box.height)
            .iou(with: boundingBox(sign.box[0], sign.box[1], sign.box[2], sign.box[3])) > 0.4
      }

      private func boundingBox(
        _ left: Float, _ top: Float, _ width: Float, _ height: Float
      ) -> BoundingBox {
        BoundingBox(x: left + width / 2, y: top + height / 2, width: width, height: height)
      }
    }
    let detections: [Detection]
  }
}
