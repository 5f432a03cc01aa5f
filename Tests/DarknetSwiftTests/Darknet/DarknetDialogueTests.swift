import CfgParser
import Engine
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

/// The built command, called as Darknet is.
@Suite("Darknet's dialogue")
struct DarknetDialogueTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writeClassifier(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
    try command.folder.write("names = other.names\n", as: "my.data")
    try command.folder.write("names = colors.names\ntop = 2\n", as: "top.data")
    try command.folder.write("nothing\nred thing\n", as: "other.names")
    try FileManager.default.removeItem(atPath: command.folder.path("tiny.names"))
  }

  private func detector(_ words: String..., input: String = "") throws -> CommandRunner.Outcome {
    try command.run(
      ["detector", "test", "my.data", "tiny.cfg", "tiny.weights"] + words, input: Array(input.utf8))
  }

  /// The lines, with a zero for the time.
  private func lines(_ output: String) -> [String] {
    output.replacing(/[0-9]+\.[0-9]{6}/, with: "0").split(separator: "\n").map(String.init)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: command.folder.path(name), encoding: .utf8)
  }

  @Test("a picture gives the line with the time, its objects, and predictions.jpg")
  func picture() throws {
    let outcome = try detector("red.bmp", "-thresh", ".5", "-dont_show", "-i", "0")
    #expect(outcome.status == 0)
    #expect(lines(outcome.output) == ["red.bmp: Predicted in 0 seconds.", "red thing: 84%"])
    #expect(outcome.errors == "predictions.jpg: the image with its boxes\n")
    _ = try Image(contentsOf: command.folder.path("predictions.jpg"))
  }

  @Test("without a picture paths are asked for, whatever standard input is")
  func questions() throws {
    let outcome = try detector("-thresh", ".5", input: "red.bmp\r\n\n black.bmp \nred.bmp")
    #expect(outcome.status == 0)
    #expect(
      lines(outcome.output) == [
        "Enter Image Path: red.bmp: Predicted in 0 seconds.", "red thing: 84%",
        "Enter Image Path: black.bmp: Predicted in 0 seconds.",
        "Enter Image Path: red.bmp: Predicted in 0 seconds.", "red thing: 84%",
        "Enter Image Path: ",
      ])
    #expect(outcome.output.hasSuffix(": "), "nothing follows the last question")
  }

  @Test("a path that leads nowhere is told, the dialogue goes on, and the exit status is 1")
  func missing() throws {
    let outcome = try detector(input: "no.bmp\nred.bmp\n")
    #expect(outcome.status == 1)
    #expect(
      lines(outcome.output).first
        == "Enter Image Path: Enter Image Path: red.bmp: Predicted in 0 seconds.")
    #expect(outcome.errors.hasPrefix("no.bmp: error: the file cannot be read"))
  }

  @Test("the answers reach a program that waits for each of them before the next question")
  func interactive() throws {
    let (input, output) = (Pipe(), Pipe())
    let process = Process()
    process.executableURL = CommandRunner.program
    process.arguments = ["detector", "test", "my.data", "tiny.cfg", "tiny.weights", "-dont_show"]
    process.currentDirectoryURL = command.folder.url
    (process.standardInput, process.standardOutput) = (input, output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    var (heard, seen) = ("", 0)
    for name in ["red.bmp", "black.bmp"] {
      while !heard.dropFirst(seen).contains("Enter Image Path: ") {
        let data = output.fileHandleForReading.availableData
        try #require(!data.isEmpty)
        heard += String(decoding: data, as: UTF8.self)
      }
      seen = heard.count
      try input.fileHandleForWriting.write(contentsOf: Data("\(name)\n".utf8))
    }
    try input.fileHandleForWriting.close()
    heard += String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(lines(heard).filter { $0.contains("Predicted") }.count == 2)
  }

  @Test("the question does not disturb what is no text")
  func questionsBesideJSON() throws {
    let outcome = try detector("--format", "jsonl", input: "red.bmp\n")
    #expect(outcome.status == 0)
    #expect(try JSONResult.object(outcome.output)["image"] as? String == "red.bmp")
    #expect(outcome.errors == "Enter Image Path: Enter Image Path: ")
  }

  @Test("-ext_output ends the lines in the box, in pixels")
  func coordinates() throws {
    let outcome = try detector("red.bmp", "-ext_output")
    #expect(
      lines(outcome.output).last
        == "red thing: 84%\t(left_x:    4   top_y:    4   width:    8   height:    8)")
  }

  @Test("coordinates are rounded half away from zero, and not cut at the image's edges")
  func roundedCoordinates() throws {
    let box = BoundingBox(x: 0.1, y: 0.5, width: 0.5, height: 0.25)
    let detection = Detection(box: box, classIndex: 0, label: "cat", confidence: 0.5)
    let picture = Picture.image(
      try Image(width: 10, height: 2, channels: 3, pixels: [UInt8](repeating: 0, count: 60)))
    let printer = DetectionPrinter(
      ImageResult(
        input: .file(RawPath("a.jpg")), picture: picture, finding: [detection],
        duration: .zero, isAlone: true), compat: .recommended, showsBoxes: true)
    #expect(
      printer.text.hasSuffix(
        "cat: 50%\t(left_x:   -2   top_y:    1   width:    5   height:    1)\n"))
  }

  @Test("-save_labels leaves lines of class and box beside the picture, also a second time")
  func labels() throws {
    for _ in 1...2 { #expect(try detector("red.bmp", "-save_labels").status == 0) }
    #expect(try text("red.txt") == "1 0.5000 0.5000 0.5000 0.5000\n")
    #expect(try detector("black.bmp", "-save_labels").status == 0)
    #expect(try text("black.txt") == "")
  }

  @Test("our own option does not replace label files that somebody may have made")
  func keptLabels() throws {
    try command.folder.write("mine", as: "red.txt")
    let words = ["detect", "tiny.cfg", "red.bmp", "--save-labels"]
    #expect(try command.run(words).status == 73)
    #expect(try text("red.txt") == "mine")
    #expect(try command.run(words + ["--overwrite"]).status == 0)
  }

  @Test("the best class of a box that has several is the one in its label file")
  func bestClass() throws {
    let outcome = try detector("red.bmp", "-thresh", "0.01", "-save_labels")
    #expect(lines(outcome.output).filter { $0.contains("%") }.count > 1)
    #expect(try text("red.txt").hasPrefix("1 "))
    #expect(try text("red.txt").split(separator: "\n").count == 1)
  }

  @Test("-out is AlexeyAB's file, which is JSON as well")
  func json() throws {
    let outcome = try detector(
      "-out", "found.json", "--compat", "alexeyab", input: "red.bmp\nblack.bmp\n")
    #expect(outcome.status == 0)
    #expect(lines(outcome.output).contains("red thing: 84%"), "the text is there, too")
    let expected = """
      [
      {
       "frame_id":1,_
       "filename":"red.bmp",_
       "objects": [_
        {"class_id":1, "name":"red thing", "relative_coordinates":{"center_x":0.500000, \
      "center_y":0.500000, "width":0.500000, "height":0.500000}, "confidence":0.839025}
       ]_
      },_
      {
       "frame_id":2,_
       "filename":"black.bmp",_
       "objects": [_
       ]_
      }
      ]
      """
    let found = try text("found.json")
    #expect(found == expected.replacing("_\n", with: " \n"))
    let objects = try JSONResult.array(found)
    #expect(objects.map { ($0["objects"] as? [Any])?.count } == [1, 0])
  }

  @Test("-out is the original's picture")
  func namedPicture() throws {
    #expect(try detector("red.bmp", "-out", "found", "--compat", "pjreddie").status == 0)
    _ = try Image(contentsOf: command.folder.path("found.jpg"))
    #expect(!FileManager.default.fileExists(atPath: command.folder.path("predictions.jpg")))
  }

  @Test("-out replaces nothing that the call reads")
  func protected() throws {
    let outcome = try detector("red.bmp", "-out", "other.names", "--compat", "alexeyab")
    #expect(outcome.status == 73)
    #expect(try text("other.names").hasPrefix("nothing\n"))
  }

  @Test("classifier predict names as many classes as the data file says, or -t")
  func classifier() throws {
    let words = ["classifier", "predict", "top.data", "colors.cfg", "colors.weights"]
    #expect(lines(try command.run(words + ["red.bmp"]).output).count == 1 + 2)
    #expect(lines(try command.run(words + ["red.bmp", "-t", "1"]).output).count == 1 + 1)
    let asked = try command.run(words, input: Array("red.bmp\n".utf8))
    #expect(
      lines(asked.output).first == "Enter Image Path: red.bmp: Predicted in 0 seconds.")
  }

  @Test("yolo test has its own threshold")
  func first() throws {
    let outcome = try command("yolo", "test", "tiny.cfg", "tiny.weights", "red.bmp", "-v")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("threshold: 0.2, nms: 0.4,"))
  }

  @Test("detector demo tells of the frames of a video, in the form of the text")
  func demo() throws {
    let black = [UInt8](repeating: 0, count: 16 * 16 * 3)
    let red = Array(repeatElement([UInt8(255), 0, 0], count: 16 * 16).joined())
    try command.folder.write(black + red, as: "clip.rgb")
    let words = ["detector", "demo", "my.data", "tiny.cfg", "tiny.weights", "clip.rgb"]
    let raw = ["--raw-size", "16x16"]
    let outcome = try command.run(words + ["-thresh", ".5", "-ext_output", "-dont_show"] + raw)
    #expect(outcome.status == 0)
    #expect(
      lines(outcome.output).map { $0.replacing(/, frame ([0-9]).*/) { " \($0.output.1)" } } == [
        "clip.rgb 0", "clip.rgb 1",
        "red thing: 84%\t(left_x:    4   top_y:    4   width:    8   height:    8)",
      ])
    let files = try command.run(
      words + ["-json_file_output", "found.jsonl", "-out_filename", "boxes.y4m"] + raw)
    #expect(files.status == 0)
    #expect(files.output == "")
    #expect(try text("found.jsonl").split(separator: "\n").count == 2)
    let video = try Data(contentsOf: command.folder.url.appending(path: "boxes.y4m"))
    #expect(video.starts(with: Array("YUV4MPEG2 ".utf8)))
  }

  @Test("verbose shows the call in our words")
  func explained() throws {
    let outcome = try detector("red.bmp", "-v", "-nogpu")
    #expect(
      outcome.errors.hasPrefix(
        """
        darknet's call is here: darknet-swift detect --ask --data my.data tiny.cfg tiny.weights red.bmp -v
        -nogpu means nothing here: networks run on the processor

        """))
  }

  @Test("the environment says whose dialogue it is")
  func environment() throws {
    let words = ["detector", "test", "my.data", "tiny.cfg", "tiny.weights", "red.bmp"]
    let outcome = try command.run(words, environment: ["DARKNET_SWIFT_COMPAT": "alexeyab"])
    #expect(lines(outcome.output).first == "red.bmp: Predicted in 0 milli-seconds.")
  }
}
