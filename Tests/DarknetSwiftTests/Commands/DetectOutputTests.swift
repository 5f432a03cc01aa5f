import Foundation
import TestSupport
import Testing

@Suite("detect, outputs")
struct DetectOutputTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: command.folder.path(name), encoding: .utf8)
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: command.folder.path(name))
  }

  @Test("csv is a line a detection below a header, with a line for what failed")
  func csv() throws {
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "gone.bmp", "black.bmp", "--format", "csv")
    #expect(outcome.status == 1)
    let lines = outcome.output.components(separatedBy: "\r\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("image,image_width,image_height,class_id,class,confidence,x,y,"))
    #expect(lines[1].hasPrefix("red.bmp,16,16,1,ball,0.8390"))
    #expect(lines[1].hasSuffix(",4.0,4.0,8.0,8.0,,"))
    #expect(
      lines[2] == "gone.bmp,,,,,,,,,,unreadable,the file cannot be read: no such file or directory")
  }

  @Test("csv has its header, and coco is an array, also where nothing is found")
  func empty() throws {
    let csv = try command("detect", "tiny.cfg", "black.bmp", "--format", "csv")
    #expect(csv.output.hasPrefix("image,"))
    #expect(csv.output.components(separatedBy: "\r\n").count == 2)
    let coco = try command(
      "detect", "tiny.cfg", "black.bmp", "--format", "coco", "--coco-ids", "position")
    #expect(coco.output == "[]\n")
    #expect(try command("detect", "tiny.cfg", "--list", "-", "--format", "coco").output == "[]\n")
  }

  @Test("coco is one array of all detections")
  func coco() throws {
    let names = ["COCO_val2014_000000000042.bmp", "000000000007.bmp"]
    for name in names { try command.folder.write(TinyNetworks.bitmap(red: 255), as: name) }
    let outcome = try command.run(
      ["detect", "tiny.cfg", "black1.bmp"] + names + ["--format", "coco"])
    #expect(outcome.status == 1)
    let found = try JSONResult.array(outcome.output)
    #expect(found.map { $0["image_id"] as? Int } == [42, 7])
    #expect(found.map { $0["category_id"] as? Int } == [2, 2])
    #expect(found.map { $0["bbox"] as? [Int] } == [[4, 4, 8, 8], [4, 4, 8, 8]])
  }

  @Test("any number of outputs come of one run, the stream beside them")
  func together() throws {
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "black.bmp", "--format", "jsonl", "--annotate", "boxes",
      "--labels", "labels", "--label-confidence", "--voc", "voc", "--crops", "crops")
    #expect(outcome.status == 0)
    #expect(outcome.output.split(separator: "\n").count == 2)
    #expect(exists("boxes/red.bmp"))
    #expect(exists("boxes/black.bmp"))
    #expect(try text("labels/red.txt").hasPrefix("1 0.500000 0.500000 0.500000 0.500000 0.8390"))
    #expect(try text("labels/black.txt") == "")
    #expect(
      try text("voc/comp4_det_test_ball.txt").hasSuffix(" 5.000000 5.000000 13.000000 13.000000\n"))
    #expect(try text("voc/comp4_det_test_background.txt") == "")
    #expect(exists("crops/red-1-ball.bmp"))
  }

  @Test("files from elsewhere stay, and the image counts as failed; --overwrite replaces them")
  func overwrite() throws {
    let words = [
      "detect", "tiny.cfg", "red.bmp", "black.bmp", "--labels", "out", "--format", "jsonl",
    ]
    #expect(try command.run(words).status == 0)
    try command.folder.write("by hand", as: "out/red.txt")
    let again = try command.run(words)
    #expect(again.status == 1)
    #expect(
      again.output.hasPrefix(
        #"{"image": "red.bmp", "error": {"code": "cannot_create", "message": "#))
    #expect(
      again.errors.hasPrefix(
        """
        out/red.txt: error: the file is there already, and is not replaced
          help: choose another folder, or --overwrite to replace files

        """))
    #expect(try text("out/red.txt") == "by hand")
    #expect(try command.run(words + ["--overwrite"]).status == 0)
    #expect(try text("out/red.txt").hasPrefix("1 "))
  }

  @Test("no half file is left of a picture that cannot be written, and the rest goes on")
  func pipes() throws {
    let script = """
      mkdir out && mkfifo out/red.txt && cat out/red.txt > got & while [ ! -p out/red.txt ]; do :; done
      '\(CommandRunner.program.path)' detect tiny.cfg red.bmp --labels out --format jsonl > lines
      status=$?; wait; exit $status
      """
    let outcome = try command.run(["-c", script], program: URL(filePath: "/bin/sh"))
    #expect(outcome.status == 0)
    #expect(try text("got").hasPrefix("1 0.500000 "))
    let names = try FileManager.default.contentsOfDirectory(atPath: command.folder.path("out"))
    #expect(names == ["red.txt"])
  }

  @Test(
    "options that do not go together are told",
    arguments: [
      (["--label-confidence"], "--label-confidence is for --labels, which is not given"),
      (
        ["--resume", "--voc", "out", "-o", "x.jsonl", "--format", "jsonl"],
        "--voc writes files about all images, which --resume does not see"
      ),
    ])
  func contradictions(_ options: [String], _ message: String) throws {
    let outcome = try command.run(["detect", "tiny.cfg", "red.bmp"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(message))
  }

  @Test("thresholds, classes and limits are asked for by name, and told in the json")
  func decisions() throws {
    func found(_ options: String...) throws -> [String: Any] {
      // Four cells, and an object in each.
      let words = ["detect", "tiny.cfg", "red.bmp", "--width", "16", "--height", "16"]
      let outcome = try command.run(words + ["--format", "jsonl"] + options)
      #expect(outcome.status == 0)
      return try JSONResult.object(outcome.output)
    }
    func count(_ object: [String: Any]) -> Int? { (object["detections"] as? [Any])?.count }
    let all = try found()
    #expect(count(all) == 4)
    #expect(all["classes"] == nil)
    #expect(count(try found("--class-threshold", "ball=.9")) == 0)
    #expect(count(try found("--class-threshold", "1=.8", "--thresh", ".9")) == 4)
    #expect(count(try found("--classes", "background")) == 0)
    #expect(count(try found("--classes", "background", "--classes", "1")) == 4)
    let chosen = try found(
      "--classes", "ball", "-k", "1", "--class-agnostic", "--class-threshold", "0=.5")
    #expect(count(chosen) == 1)
    #expect(chosen["max_detections"] as? Int == 1)
    #expect(chosen["class_agnostic"] as? Bool == true)
    let classes = try #require(chosen["classes"] as? [[String: Any]])
    #expect(classes.map { $0["class"] as? String } == ["ball"])
    let thresholds = try #require(chosen["class_thresholds"] as? [[String: Any]])
    #expect(thresholds.map { $0["class_id"] as? Int } == [0])
    #expect(thresholds.map { $0["threshold"] as? Double } == [0.5])
  }

  @Test("the limit holds for text as well, in its order")
  func limitedText() throws {
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "--width", "16", "--height", "16", "--max-detections", "2",
      "--no-image")
    let lines = outcome.output.split(separator: "\n").dropFirst()
    #expect(Array(lines) == ["ball: 84%", "ball: 84%"])
  }

  @Test(
    "a class that there is not is a fault of usage",
    arguments: [["--classes", "bal"], ["--class-threshold", "bal=.5"]])
  func unknownClass(_ options: [String]) throws {
    let outcome = try command.run(["detect", "tiny.cfg", "red.bmp"] + options)
    #expect(outcome.status == 64)
    #expect(
      outcome.errors == """
        darknet-swift: error: the network has no class 'bal'
          help: did you mean 'ball'?

        """)
  }

  @Test("classify has csv as well")
  func classify() throws {
    try TinyNetworks.writeClassifier(to: command.folder)
    let outcome = try command("classify", "colors.cfg", "red.bmp", "--format", "csv", "-k", "2")
    let lines = outcome.output.components(separatedBy: "\r\n")
    #expect(lines[0] == "image,image_width,image_height,class_id,class,confidence,error_code,error")
    #expect(lines[1].hasPrefix("red.bmp,16,16,0,red,0.9646"))
    #expect(lines.count == 4)
  }
}
