import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("eval")
struct EvalCommandTests {
  private let command: CommandRunner

  /// Two pictures, of which one shows a ball in its middle half; the detector finds that one, and
  /// sees the same with little confidence in the other.
  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writeClassifier(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
    try command.folder.write("1 0.5 0.5 0.5 0.5\n", as: "red.txt")
    try command.folder.write("", as: "black.txt")
    try command.folder.write("red.bmp\nblack.bmp\n", as: "list.txt")
    try command.folder.write("classes=2\nvalid=list.txt\nnames=tiny.names\n", as: "tiny.data")
  }

  private func json(_ words: String...) throws -> [String: Any] {
    let outcome = try command.run(["eval"] + words + ["--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONResult.object(outcome.output)
  }

  @Test("a class a line, and the thresholds as detect takes them")
  func table() throws {
    let outcome = try command("eval", "tiny.data", "tiny.cfg")
    #expect(outcome.errors == "")
    #expect(
      outcome.output == """
        class       objects     AP  best threshold  precision  recall     F1
        background        0      -               -          -       -      -
        ball              1  1.000            0.47      1.000   1.000  1.000
        mean              1  1.000

        darknet-swift detect … --class-threshold ball=0.47

        """)
    #expect(outcome.status == 0)
  }

  @Test(
    "data files, lists and folders are the same images, and all metrics agree where all is found",
    arguments: ["tiny.data", "list.txt", "."], ["voc", "voc11", "coco"])
  func sources(_ data: String, _ metric: String) throws {
    let object = try json(data, "tiny.cfg", "--metric", metric)
    #expect(object["map"] as? Double == 1)
    #expect(object["images"] as? Int == 2)
    #expect(object["unlabelled_images"] as? Int == 0)
  }

  @Test("annotations of COCO are evaluated by COCO's rules")
  func coco() throws {
    let annotation = #"{"id": 1, "image_id": 5, "category_id": 2, "bbox": [4, 4, 8, 8]}"#
    try command.folder.write(
      #"""
      {"images": [{"id": 5, "file_name": "red.bmp", "width": 16, "height": 16}],
      "categories": [{"id": 1, "name": "background"}, {"id": 2, "name": "ball"}],
      "annotations": [\#(annotation)]}
      """#, as: "truth.json")
    let object = try json("truth.json", "tiny.cfg")
    #expect(object["metric"] as? String == "coco")
    let numbers = try #require(object["coco"] as? [String: Any])
    #expect(numbers["ap"] as? Double == 1)
    #expect(numbers["ap_small"] as? Double == 1)
    #expect(numbers["ap_large"] is NSNull)
  }

  @Test(
    "detections that were made earlier give what the network gives", arguments: ["jsonl", "json"])
  func results(_ format: String) throws {
    let found = try command(
      "detect", "tiny.cfg", "--list", "list.txt", "--thresh", "0.005", "--format", format, "-o",
      "found")
    #expect(found.status == 0)
    let (ours, earlier) = (
      try json("tiny.data", "tiny.cfg"), try json("tiny.data", "--results", "found")
    )
    for key in ["map", "counts", "classes", "confusion"] {
      let values = [ours[key], earlier[key]].map { $0 as? NSObject }
      #expect(values[0] != nil && values[0] == values[1], "\(key)")
    }
  }

  @Test("results and labels of two images of one name are told apart by their folders")
  func sameNames() throws {
    for name in ["one", "two"] {
      try FileManager.default.createDirectory(
        atPath: command.folder.path(name), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: command.folder.path(name == "one" ? "red.bmp" : "black.bmp"),
        toPath: command.folder.path("\(name)/a.bmp"))
    }
    let path = command.folder.path("")
    try command.folder.write("\(path)/one/a.bmp\n\(path)/two/a.bmp\n", as: "list.txt")
    try command.folder.write(
      #"""
      {"images": [{"id": 1, "file_name": "one/a.bmp", "width": 16, "height": 16},
      {"id": 2, "file_name": "two/a.bmp", "width": 16, "height": 16}],
      "categories": [{"id": 1, "name": "background"}, {"id": 2, "name": "ball"}],
      "annotations": [{"id": 1, "image_id": 1, "category_id": 2, "bbox": [4, 4, 8, 8]}]}
      """#, as: "truth.json")
    let labels = ["list.txt", "--labels", "truth.json", "--names", "tiny.names"]
    #expect(try json(labels[0], "tiny.cfg", labels[1], labels[2])["map"] as? Double == 1)
    let found = try command(
      "detect", "tiny.cfg", "one/a.bmp", "two/a.bmp", "--thresh", "0.005", "--format", "jsonl",
      "-o", "found")
    #expect(found.status == 0)
    let outcome = try command.run(["eval"] + labels + ["--results", "found", "--format", "json"])
    #expect(try JSONResult.object(outcome.output)["map"] as? Double == 1)
  }

  @Test("an image that failed is left out, whether the network runs now or ran earlier")
  func failed() throws {
    try command.folder.write("no picture", as: "bad.bmp")
    try command.folder.write("1 0.5 0.5 0.5 0.5\n", as: "bad.txt")
    try command.folder.write("red.bmp\nbad.bmp\n", as: "list.txt")
    let found = try command(
      "detect", "tiny.cfg", "--list", "list.txt", "--thresh", "0.005", "--format", "jsonl",
      "-o", "found")
    #expect(found.status == 1)
    for words in [["tiny.cfg"], ["--results", "found"]] {
      let outcome = try command.run(["eval", "tiny.data"] + words + ["--format", "json"])
      #expect(outcome.status == 1)
      let object = try JSONResult.object(outcome.output)
      #expect(object["failed_images"] as? Int == 1 && object["images"] as? Int == 1)
      #expect(object["map"] as? Double == 1)
    }
  }

  @Test("a wrong box lowers the mean and is in the matrix")
  func wrong() throws {
    try command.folder.write("1 0.2 0.2 0.1 0.1\n", as: "red.txt")
    let object = try json("tiny.data", "tiny.cfg")
    #expect(object["map"] as? Double == 0)
    #expect(object["confusion"] as? [[Int]] == [[0, 0, 0], [0, 0, 1], [0, 1, 0]])
    let counts = try #require(object["counts"] as? [String: Any])
    #expect(counts["wrong"] as? Int == 1)
    #expect(counts["missed"] as? Int == 1)
  }

  @Test("Darknet's 'detector map' prints its lines")
  func map() throws {
    let outcome = try command("detector", "map", "tiny.data", "tiny.cfg", "-points", "11")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """

         detections_count = 4, unique_truth_count = 1  \n\
        class_id = 0, name = background, ap = 0.00%   \t (TP = 0, FP = 0) \n\
        class_id = 1, name = ball, ap = 100.00%   \t (TP = 1, FP = 0) \n\

         for conf_thresh = 0.25, precision = 1.00, recall = 1.00, F1-score = 1.00 \n\
         for conf_thresh = 0.25, TP = 1, FP = 0, FN = 0, average IoU = 100.00 % \n\

         IoU threshold = 50 %, used 11 Recall-points \n\
         mean average precision (mAP@0.50) = 0.500000, or 50.00 %\u{20}

        """)
  }

  @Test("Darknet's 'detector recall' prints its last line")
  func recall() throws {
    let outcome = try command("detector", "recall", "tiny.data", "tiny.cfg", "tiny.weights")
    #expect(outcome.output == "    1     1     1\tRPs/Img: 1.00\tIOU: 100.00%\tRecall:100.00%\n")
  }

  @Test("Darknet's 'detector valid' leaves the files of the tools of VOC and of COCO")
  func valid() throws {
    let outcome = try command("detector", "valid", "tiny.data", "tiny.cfg", "tiny.weights")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let ball = try String(
      contentsOfFile: command.folder.path("results/comp4_det_test_ball.txt"), encoding: .utf8)
    #expect(
      ball == """
        red 0.839025 5.000000 5.000000 13.000000 13.000000
        black 0.113550 5.000000 5.000000 13.000000 13.000000

        """)
    #expect(
      FileManager.default.fileExists(
        atPath: command.folder.path("results/comp4_det_test_background.txt")))
    try command.folder.write("valid=list.txt\neval=coco\nresults=out\n", as: "coco.data")
    #expect(
      try command(
        "detector", "valid", "coco.data", "tiny.cfg", "-out", "mine", "--compat", "alexeyab"
      ).status == 0)
    let coco = try String(
      contentsOfFile: command.folder.path("out/mine.json"), encoding: .utf8)
    #expect(coco.contains(#""image_id": 0, "category_id": 2, "bbox": [4.0, 4.0, 8.0, 8.0]"#))
    try command.folder.write("valid=list.txt\neval=kitti\n", as: "kitti.data")
    #expect(try command("detector", "valid", "kitti.data", "tiny.cfg").status == 65)
  }

  @Test("a classifier is right where the first label that is in the path is found")
  func classifier() throws {
    try command.folder.write(TinyNetworks.bitmap(green: 255), as: "green.bmp")
    try command.folder.write(TinyNetworks.bitmap(blue: 255), as: "red-but-blue.bmp")
    try command.folder.write("red.bmp\ngreen.bmp\nred-but-blue.bmp\nblack.bmp\n", as: "all.txt")
    try command.folder.write("valid=all.txt\ntop=2\n", as: "colors.data")
    let outcome = try command("classifier", "valid", "colors.data", "colors.cfg")
    #expect(outcome.output == "3: top 1: 0.666667, top 2: 1.000000\n")
    #expect(outcome.errors == "labels: warning: images without one in their path: 1\n")
    let object = try json("colors.data", "colors.cfg", "-q")
    #expect(object["confusion"] as? [[Int]] == [[1, 0, 1], [0, 1, 0], [0, 0, 0]])
    #expect(object["unlabelled_images"] as? Int == 1)
  }

  @Test("a damaged picture and a damaged label are told and counted, and the rest goes on")
  func damaged() throws {
    try command.folder.write("no picture", as: "bad.bmp")
    try command.folder.write("red.bmp\nbad.bmp\nblack.bmp\nred.bmp\n", as: "list.txt")
    try command.folder.write("1 0.5 0.5 0.5 0.5\n1 2\n", as: "red.txt")
    try FileManager.default.removeItem(atPath: command.folder.path("black.txt"))
    let outcome = try command("eval", "tiny.data", "tiny.cfg", "--format", "json")
    #expect(outcome.status == 1)
    let object = try JSONResult.object(outcome.output)
    #expect(object["images"] as? Int == 3)
    #expect(object["failed_images"] as? Int == 1)
    #expect(object["unlabelled_images"] as? Int == 1)
    #expect(object["damaged_labels"] as? Int == 2)
    #expect(outcome.errors.contains("red.txt:2: warning: '1 2' has 2 values"))
    #expect(outcome.errors.contains("black.bmp: warning: nothing says what the image shows"))
    #expect(outcome.errors.contains("labels: warning: damaged and left out: 2\n"))
  }

  @Test("what makes no sense is an error that says what would")
  func faults() throws {
    let calls: [([String], Int32, String)] = [
      (["tiny.data"], 64, "no network is given"),
      (["tiny.cfg", "tiny.weights", "tiny.data"], 64, "the data set comes first"),
      (["gone.data", "tiny.cfg"], 66, "gone.data: error: no such file"),
      (["tiny.data", "tiny.cfg", "x.jpg"], 64, "'x.jpg' is neither a weights file nor"),
      (["tiny.data", "tiny.cfg", "--results", "f"], 64, "--results takes no network"),
      (["tiny.data", "tiny.cfg", "--points", "7"], 64, "0, 11 or 101 is needed"),
      (["tiny.data", "tiny.cfg", "--top", "2"], 64, "--top means nothing for a detector"),
      (["colors.data", "colors.cfg", "--metric", "voc"], 64, "--metric means nothing for a class"),
      (["colors.data", "colors.cfg", "--write-results"], 64, "--write-results means nothing for"),
      (["tiny.data", "--results", "f", "--nms", ".4"], 64, "--nms is for a network that runs"),
      (["list.txt", "--results", "none.jsonl"], 64, "nothing says what the classes are"),
      (["empty.data", "tiny.cfg"], 65, "it has no 'valid', the list of images"),
      (["tiny.names", "tiny.cfg", "--labels", "gone.json"], 66, "gone.json: error"),
    ]
    try command.folder.write("classes=2\n", as: "empty.data")
    try command.folder.write("valid=list.txt\n", as: "colors.data")
    try command.folder.write("", as: "none.jsonl")
    for (words, status, message) in calls {
      let outcome = try command.run(["eval"] + words)
      #expect(outcome.status == status, "\(words)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test("charts are drawn into a folder, as SVG and PNG")
  func charts() throws {
    #expect(try command("eval", "tiny.data", "tiny.cfg", "--charts", "charts").status == 0)
    for name in ["precision-recall", "confusion"] {
      let svg = try String(
        contentsOfFile: command.folder.path("charts/\(name).svg"), encoding: .utf8)
      #expect(svg.hasPrefix("<svg "))
      #expect(FileManager.default.fileExists(atPath: command.folder.path("charts/\(name).png")))
    }
  }

  @Test("the numbers do not depend on the threads")
  func threads() throws {
    let one = try command("eval", "tiny.data", "tiny.cfg", "--format", "json", "--threads", "1")
    let two = try command("eval", "tiny.data", "tiny.cfg", "--format", "json", "--threads", "2")
    #expect(one.output == two.output)
  }

  @Test("every object is as its schema says")
  func schema() throws {
    let schema = try JSONResult.object(Schema.eval.text)
    let objects = [
      try json("tiny.data", "tiny.cfg"), try json("tiny.data", "tiny.cfg", "--metric", "coco"),
      try json("tiny.data", "tiny.cfg", "--metric", "recall"),
      try json("list.txt", "colors.cfg", "-q"),
    ]
    for object in objects { #expect(SchemaCheck.faults(object, schema) == []) }
  }
}
