import Foundation
import TestSupport

@testable import Trainer

/// pycocotools, where it is installed: what the evaluation of COCO is compared with.
enum PythonCoco {
  /// Whether it is.
  static let isInstalled: Bool =
    (try? run("import pycocotools.cocoeval\nprint('here')", []))?.hasSuffix("here\n") == true

  /// Its twelve numbers, then the average precision of each class; -1 stands for none.
  static func numbers(_ scenes: RandomScenes) throws -> [Double] {
    let folder = try TemporaryFolder()
    let truth = try folder.write(truth(scenes), as: "truth.json")
    let found = try folder.write(found(scenes), as: "found.json")
    let lines = try run(script, [truth, found]).split(separator: "\n")
    return (lines.last ?? "").split(separator: " ").compactMap { Double($0) }
  }

  private static func truth(_ scenes: RandomScenes) -> String {
    var annotations: [String] = []
    for (image, content) in scenes.images.enumerated() {
      for truth in content.truths {
        annotations.append(
          """
          {"id": \(annotations.count + 1), "image_id": \(image + 1), "area": \(truth.area), \
          "category_id": \(truth.classIndex + 1), "bbox": \(bounds(truth.box)), \
          "iscrowd": \(truth.isCrowd ? 1 : 0)}
          """)
      }
    }
    let images = scenes.images.indices.map { #"{"id": \#($0 + 1)}"# }
    let categories = (1...scenes.classCount).map { #"{"id": \#($0), "name": "c\#($0)"}"# }
    return """
      {"info": {}, "images": [\(images.joined(separator: ","))],
      "annotations": [\(annotations.joined(separator: ",\n"))],
      "categories": [\(categories.joined(separator: ","))]}
      """
  }

  private static func found(_ scenes: RandomScenes) -> String {
    let results = scenes.images.enumerated().flatMap { image, content in
      content.found.map { found in
        """
        {"image_id": \(image + 1), "category_id": \(found.classIndex + 1), \
        "bbox": \(bounds(found.box)), "score": \(found.confidence)}
        """
      }
    }
    return "[\(results.joined(separator: ",\n"))]"
  }

  private static func bounds(_ box: PixelBox) -> String {
    "[\(box.left), \(box.top), \(box.width), \(box.height)]"
  }

  private static let script = """
    import sys
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval
    truth = COCO(sys.argv[1])
    run = COCOeval(truth, truth.loadRes(sys.argv[2]), 'bbox')
    run.evaluate(); run.accumulate(); run.summarize()
    numbers = list(run.stats)
    for k in range(len(run.params.catIds)):
        values = run.eval['precision'][:, :, k, 0, -1]
        values = values[values > -1]
        numbers.append(values.mean() if values.size else -1)
    print()
    print(*[repr(float(x)) for x in numbers])
    """

  private static func run(_ script: String, _ words: [String]) throws -> String {
    let outcome = try CommandRunner().run(
      ["python3", "-W", "ignore", "-c", script] + words, program: URL(filePath: "/usr/bin/env"))
    return outcome.output
  }
}
