import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("train")
struct TrainCommandTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyTraining.writeDetector(to: command.folder)
    try TinyTraining.writeClassifier(to: command.folder)
  }

  private func lines(_ name: String) throws -> [[String: Any]] {
    try JSONResult.lines(
      String(contentsOfFile: command.folder.path(name), encoding: .utf8))
  }

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: command.folder.path(name)))
  }

  @Test("a tiny detector learns eight images: the loss falls, and 'detect' finds all boxes")
  func detector() throws {
    let outcome = try command(
      "train", "det.data", "det.cfg", "--map", "--map-every", "50", "--log", "log")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("iteration 150: mAP 1.0000"))
    let log = try lines("log")
    let losses = log.compactMap { $0["loss"] as? Double }
    #expect(losses.count == 150 && losses[0] > 5 && losses[149] < 0.1)
    #expect(log.compactMap { $0["map"] as? Double }.last == 1)
    let schema = try JSONResult.object(Schema.train.text)
    for object in log { #expect(SchemaCheck.faults(object, schema) == []) }
    for name in ["best.weights", "last.weights", "loss.png", "loss.svg", "map.png", "map.svg"] {
      #expect(command.names.contains("out/det_\(name)"))
    }
    let found = try JSONResult.lines(
      command(
        "detect", "det.cfg", "out/det_final.weights", "--list", "det.txt", "--format", "jsonl",
        "--thresh", "0.5"
      ).output)
    #expect(found.count == 8)
    for (index, image) in found.enumerated() {
      let objects = try #require(image["detections"] as? [[String: Any]])
      let object = try #require(objects.first)
      let box = try #require(object["box"] as? [String: Double])
      #expect(objects.count == 1 && object["class_id"] as? Int == index % 2)
      let (x, y) = TinyTraining.corner(index)
      // An overlap of two squares of 12 pixels that are this close is above 0.6.
      let errors = [
        (box["x"] ?? 99) - Double(x), (box["y"] ?? 99) - Double(y), (box["width"] ?? 99) - 12,
        (box["height"] ?? 99) - 12,
      ]
      #expect(errors.allSatisfy { abs($0) < 1.5 }, "\(index): \(errors)")
    }
  }

  @Test("a tiny classifier learns eight images: 'classify' gives all classes right")
  func classifier() throws {
    let outcome = try command("classifier", "train", "cls.data", "cls.cfg", "-map", "-gpus", "0,1")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let last = try #require(outcome.output.split(separator: "\n").last)
    let match = try #require(
      last.wholeMatch(
        of: /80: ([0-9.]+), [0-9.]+ avg, 0\.050000 rate, [0-9.]+ seconds, 640 images/))
    #expect(try #require(Double(match.1)) < 0.2)
    #expect(command.names.contains("out/cls_accuracy.png"))
    let words =
      ["classify", "cls.cfg", "out/cls_final.weights", "--names", "cls.names", "--list", "cls.txt"]
      + ["--format", "jsonl"]
    let found = try JSONResult.lines(command.run(words).output)
    let classes = found.map { ($0["predictions"] as? [[String: Any]])?.first?["class_id"] as? Int }
    #expect(classes == (0..<8).map { $0 % 4 })
  }

  @Test(
    "a run that was killed goes on with the bits of one that never stopped",
    arguments: [
      ("random=0", 8_000, [32]), ("random=1", 2_400, [32, 64]),
    ] as [(String, Int, Set<Int>)])
  func resumed(key: String, iterations: Int, widths: Set<Int>) throws {
    let cfg = TinyTraining.detectorCfg.replacing("jitter=0", with: "jitter=0\n\(key)")
    try command.folder.write(cfg, as: "det.cfg")
    // So many that the run is killed before it ends, however quick it is.
    let count = BuildConfiguration.isOptimized ? iterations : 400
    let call = "train det.data det.cfg --iterations \(count) --save-last \(count / 8) --seed 3"
    let whole = try command.run((call + " --backup whole --threads 2").words)
    #expect(whole.status == 0, "\(whole.errors)")
    let outcome = try command.shell(
      """
      "$DARKNET" \(call) --backup torn --log log > lines & run=$!
      until [ -s torn/det.checkpoint ] && [ $(wc -l < lines) -gt \(count / 8 + 2) ]; do
        kill -0 $run || exit 99; sleep 0.02
      done
      kill -KILL $run; wait $run; [ $? = 137 ]
      """)
    #expect(outcome.status == 0)
    let rest = try command.run(
      (call + " --backup torn --log log --resume --threads 1").words)
    #expect(rest.status == 0)
    #expect(rest.errors.hasPrefix("goes on behind iteration "))
    for name in ["det_final.weights", "det_last.weights"] {
      #expect(try bytes("whole/\(name)") == bytes("torn/\(name)"))
    }
    let log = try lines("log")
    #expect(log.map { $0["iteration"] as? Int } == (1...count).map { $0 })
    #expect(Set(log.compactMap { $0["width"] as? Int }) == widths)
  }

  @Test("a signal ends a run behind an iteration with a checkpoint, and says how to go on")
  func signalled() throws {
    let outcome = try command.shell(
      """
      "$DARKNET" train det.data det.cfg --iterations 100000 > lines & run=$!
      until [ $(wc -l < lines) -ge 3 ]; do kill -0 $run || exit 99; sleep 0.02; done
      kill -TERM $run; wait $run
      """)
    #expect(outcome.status == 143)
    #expect(outcome.errors.contains("'darknet-swift train det.data det.cfg --backup out --resume'"))
    let count = try String(contentsOfFile: command.folder.path("lines"), encoding: .utf8)
      .split(separator: "\n").count
    let rest = try command(
      "train", "det.data", "det.cfg", "--resume", "--iterations", "\(count + 1)")
    #expect(rest.output.hasPrefix("\(count + 1): "), "\(rest.errors)")
  }

  @Test("a loss that is no number ends the run with the layer, and keeps what was written")
  func notANumber() throws {
    #expect(try command("train", "det.data", "det.cfg", "--iterations", "4").status == 0)
    let weights = try bytes("out/det_last.weights")
    let cfg = TinyTraining.detectorCfg.replacing("=0.005", with: "=1e30")
    try command.folder.write(cfg, as: "det.cfg")
    let outcome = try command("train", "det.data", "det.cfg", "--resume", "--iterations", "9")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains(" is no number ("))
    #expect(outcome.errors.contains("[convolutional] is the first whose values are no numbers"))
    #expect(outcome.errors.contains("out/det_last.weights has the weights of iteration 4"))
    #expect(try bytes("out/det_last.weights") == weights)
  }

  @Test("a damaged image costs one warning, and others take its place")
  func damaged() throws {
    try command.folder.write("no picture", as: "d3.bmp")
    try command.folder.write("0 0.5 0.5 2\n", as: "d4.txt")
    let outcome = try command("train", "det.data", "det.cfg", "--iterations", "12")
    #expect(outcome.status == 0)
    #expect(outcome.errors.components(separatedBy: "d3.bmp: warning: ").count == 2)
    #expect(outcome.errors.components(separatedBy: "d4.txt:1: warning: ").count == 2)
    #expect(outcome.errors.contains("; warnings about images and labels: 2\n"))
  }

  @Test(
    "the original keeps its own files, AlexeyAB's its own",
    arguments: [
      ("pjreddie", ["det.backup", "det_100.weights"]),
      ("alexeyab", ["det_40.weights", "det_80.weights", "det_last.weights"]),
    ])
  func backups(_ compat: String, _ names: [String]) throws {
    try command.folder.write(
      "train=det.txt\nnames=det.names\nbackup=out\nsaveweights=40\nsavelast=10\n", as: "b.data")
    let outcome = try command(
      "detector", "train", "b.data", "det.cfg", "--compat", compat, "--iterations", "101")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = command.names.filter { $0.hasPrefix("out/") && !$0.contains("loss") }
    #expect(
      found == (names + ["det.checkpoint", "det_final.weights"]).map { "out/\($0)" }.sorted())
  }

  @Test("a disk that is full is told, and the run ends with that status")
  func full() throws {
    // Files of at most a block of 1024 bytes. The thread sanitizer would write a file of its own as
    // the program starts, but for TMPDIR.
    let outcome = try command.shell(
      """
      export TMPDIR=/nowhere; ulimit -f 1
      "$DARKNET" train det.data det.cfg --iterations 3 | cat > /dev/null; exit ${PIPESTATUS[0]}
      """)
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains("cannot be written: "))
    #expect(!command.names.contains { $0.hasSuffix(".weights") || $0.hasSuffix(".checkpoint") })
  }

  /// Calls that make no sense, the status, and a part of what is said.
  private static let faults: [(String, Int32, String)] = [
    ("det.cfg det.data", 64, "is a network, the data set comes first"),
    ("det.data", 64, "no network is given"),
    ("det.data det.cfg x y", 64, "neither a weights file"),
    ("gone.data det.cfg", 66, "no such file"),
    ("det.data gone.cfg", 66, "no such file"),
    ("det.data det.cfg gone.weights", 66, "gone.weights"),
    ("det.data det.cfg --resume --clear", 64, "--clear counts from 0"),
    ("det.data det.cfg --map-every 5", 64, "--map-every is for --map"),
    ("det.txt det.cfg --map", 64, "'valid' list of a data file"),
    ("det.data det.cfg --iterations 0", 64, "a number from 1"),
    ("det.data det.cfg --seed -1", 64, "--seed"),
    ("det.data det.cfg --log det.cfg", 64, "the log would replace the input"),
    ("det.data det.cfg --log gone/log", 73, "the folder has to exist"),
    ("det.data det.cfg --backup gone/out", 73, "the folder around it has to exist"),
    ("det.data det.cfg --backup det.txt", 73, "there is a file of that name"),
    ("det.data det.cfg --backup used", 64, "is the checkpoint of an earlier run"),
    ("det.data det.cfg --backup used --resume", 65, "is no checkpoint of training"),
    ("det.data endless.cfg", 65, "it has no 'max_batches'"),
    ("det.data det.cfg --max-memory 1M", 65, "training takes"),
    ("det.data det.cfg --tune", 64, "take neither --tune nor --precision"),
    ("det.data mosaic.cfg", 65, "'mosaic=1' is known, but not supported"),
  ]

  @Test("what cannot be is told before the first iteration", arguments: faults)
  func fault(_ call: String, _ status: Int32, _ text: String) throws {
    let cfg = TinyTraining.detectorCfg
    try command.folder.write(cfg.replacing("max_batches=150", with: ""), as: "endless.cfg")
    try command.folder.write(cfg.replacing("flip=0", with: "mosaic=1"), as: "mosaic.cfg")
    try FileManager.default.createDirectory(
      atPath: command.folder.path("used"), withIntermediateDirectories: true)
    try command.folder.write("no checkpoint", as: "used/det.checkpoint")
    let outcome = try command.run(["train"] + call.words)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(text), "\(outcome.errors)")
    #expect(outcome.output == "")
  }
}

extension String {
  /// The words between blanks.
  fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
