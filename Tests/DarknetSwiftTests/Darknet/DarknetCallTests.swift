import Foundation
import Testing

@testable import darknet_swift

@Suite("Darknet's words")
struct DarknetCallTests {
  private func call(_ line: String) throws -> DarknetCall? {
    try DarknetCall(
      line.split(separator: " ").map(String.init),
      valuedOptions: CommandHelp.valuedOptions)
  }

  @Test(
    "commands and flags are ours in another spelling",
    arguments: [
      (
        "detector test a.data a.cfg a.weights x.jpg -thresh .3",
        "detect --ask --data a.data a.cfg a.weights x.jpg --thresh .3"
      ),
      ("detector test a.data a.cfg", "detect --ask --data a.data a.cfg"),
      ("detector test", "detect --ask"),
      ("classifier predict i.data a.cfg", "classify --ask --data i.data a.cfg"),
      ("classifier predict i.data a.cfg -t 3", "classify --ask --data i.data a.cfg --top 3"),
      ("classifier predict i.data a.cfg -t 0", "classify --ask --data i.data a.cfg"),
      (
        "detector demo a.data a.cfg a.weights a.mp4 -ext_output",
        "video --format text --data a.data a.cfg a.weights a.mp4 --coordinates"
      ),
      (
        "detector demo a.data a.cfg a.mp4 -out_filename b.mp4 -json_file_output b.jsonl",
        "video --data a.data a.cfg a.mp4 --output b.mp4 --results b.jsonl"
      ),
      (
        "yolo test a.cfg a.weights x.jpg",
        "detect --nms 0.4 --thresh 0.2 --ask a.cfg a.weights x.jpg"
      ),
      ("coco test a.cfg -thresh .5", "detect --nms 0.4 --ask a.cfg --thresh .5"),
      (
        "yolo demo a.cfg a.mp4 --nms=.1",
        "video --format text --thresh 0.2 a.cfg a.mp4 --nms=.1"
      ),
      (
        "detector map a.data a.cfg a.weights -iou_thresh .6 -points 101 -thresh .3",
        "eval --metric darknet a.data a.cfg a.weights --iou .6 --points 101 --thresh .3"
      ),
      ("detector recall a.data a.cfg", "eval --metric recall a.data a.cfg"),
      (
        "detector valid a.data a.cfg -out x -letter_box",
        "eval --write-results a.data a.cfg --results-name x --resize letterbox"
      ),
      (
        "detector calc_anchors a.data -num_of_clusters 9 -width 13 -height 13 -show",
        "anchors --darknet-files a.data --count 9 --width 13 --height 13"
      ),
      ("classifier valid a.data a.cfg a.weights -t 5", "eval a.data a.cfg a.weights --top 5"),
      ("detector demo a.data a.cfg -h", "video --format text --data a.data a.cfg -h"),
      ("detect a.cfg x.jpg -letter_box -i 1", "detect a.cfg x.jpg --resize letterbox"),
      ("classify a.cfg x.jpg -nogpu", "classify a.cfg x.jpg"),
      (
        "detector test a.data a.cfg x -save_labels",
        "detect --ask --data a.data a.cfg x --save-labels --overwrite"
      ),
    ])
  func translated(_ given: String, _ ours: String) throws {
    #expect(try call(given)?.words.joined(separator: " ") == ours)
  }

  @Test(
    "flags stand anywhere, and so do options of ours with their values",
    arguments: [
      "-thresh .3 -dont_show a.data -i 0 a.cfg a.weights -hier .4 x.jpg",
      "a.data a.cfg -gpus 0,1 a.weights x.jpg -thresh .3 -hier .4 -nogpu",
      "-c 0 -clear a.data a.cfg a.weights -thresh .3 x.jpg -points 11 -hier .4",
    ])
  func anywhere(_ rest: String) throws {
    let words = try #require(try call("detector test \(rest) -o --out.txt")).words
    let options = ["--thresh", ".3", "--hier", ".4", "-o", "--out.txt"]
    #expect(words.filter { options.contains($0) } == options)
    #expect(
      words.filter { !options.contains($0) } == [
        "detect", "--ask", "--data", "a.data", "a.cfg", "a.weights", "x.jpg",
      ])
  }

  @Test("an option of ours before the data file keeps its value")
  func ownOptionFirst() throws {
    #expect(
      try call("detector test --compat pjreddie -q -k 3 a.data a.cfg")?.words.joined(separator: " ")
        == "detect --ask --compat pjreddie -q -k 3 --data a.data a.cfg")
  }

  @Test("behind -- every word is as it is")
  func terminator() throws {
    #expect(
      try call("detector test a.data a.cfg -- -thresh")?.words
        == ["detect", "--ask", "--data", "a.data", "a.cfg", "--", "-thresh"])
  }

  @Test(
    "calls that are ours already stay",
    arguments: [
      "detect a.cfg x.jpg -thresh .3 -q", "detect test x", "detect a.cfg -- -dont_show",
      "info a.cfg",
      "frobnicate", "", "--help", "video a.cfg -",
    ])
  func ours(_ given: String) throws {
    guard !given.contains("-thresh") else {
      // Ours has that spelling, too.
      #expect(try call(given)?.words.joined(separator: " ") == "detect a.cfg x.jpg --thresh .3 -q")
      return
    }
    #expect(try call(given) == nil)
  }

  @Test(
    "the file of -out is what the program makes of it",
    arguments: [
      ("x.json", "", "--darknet-json x.json"), ("x", "", "--predictions x.jpg"),
      ("x", " --compat alexeyab", "--darknet-json x"),
      ("x.json", " --compat=pjreddie", "--predictions x.json.jpg"),
    ])
  func output(_ file: String, _ compat: String, _ ours: String) throws {
    let words = try #require(try call("detector test a.data a.cfg x.jpg -out \(file)\(compat)"))
      .words
    #expect(
      words.joined(separator: " ") == "detect --ask --data a.data a.cfg x.jpg \(ours)\(compat)")
  }

  @Test("flags that mean nothing here leave a note that says why")
  func notes() throws {
    #expect(
      try call("detector test a.data a.cfg -i 0 -dont_show")?.notes == [
        "-i means nothing here: networks run on the processor",
        "-dont_show means nothing here: no window is opened",
      ])
  }

  @Test(
    "flags that cannot be had are faults of usage, with what there is",
    arguments: [
      (
        "detector demo a.data a.cfg -c 0",
        "darknet-swift detector demo: '-c' cannot be had: cameras are read by ffmpeg"
          + " (ffmpeg -i /dev/video0 -f yuv4mpegpipe - | darknet-swift video CFG WEIGHTS -)"
      ),
      (
        "detector test a.data a.cfg -benchmark_layers",
        "darknet-swift detector test: '-benchmark_layers' cannot be had: times are not taken while"
          + " looking (darknet-swift bench CFG --layers)"
      ),
      ("detect a.cfg -thresh", "darknet-swift detect: '-thresh' needs a value ()"),
    ])
  func refused(_ given: String, _ message: String) throws {
    let error = try #require(throws: CommandError.self) { try call(given) }
    #expect(error.status == .usage)
    #expect("\(error.subject): \(error.message) (\(error.help ?? ""))" == message)
  }

  @Test("every option that a flag becomes is one of the command's", arguments: Self.commands)
  func options(_ line: String) throws {
    let command = try #require(
      DarknetCommand.named(line.split(separator: " ").map(String.init)))
    let known = CommandHelp.longOptions(of: command.work.rawValue)
    let words = DarknetFlags.flags(of: command).values.flatMap { flag -> [String] in
      switch flag.meaning {
      case .option(let option), .count(let option): [option]
      case .words(let words): words.filter { $0.hasPrefix("--") }
      case .output: ["--darknet-json", "--predictions"]
      case .nothing, .refused: []
      }
    }
    #expect(known.isSuperset(of: words + command.defaults.map(\.option) + ["--data"]))
  }

  private static let commands = [
    "detect", "classify", "detector test", "detector demo", "classifier predict", "yolo test",
    "yolo demo", "coco test", "coco demo",
  ]
}
