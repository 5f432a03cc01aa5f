import Foundation
import TestSupport
import Testing

@testable import darknet_swift

/// What the command prints as JSON is what its schemas say.
@Suite("schemas")
struct SchemaTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writeClassifier(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
    try command.folder.write("no picture", as: "bad.jpg")
  }

  /// Calls, and the schemas of the objects that they print.
  private static let calls: [([String], [Schema])] = [
    (["detect", "tiny.cfg", "red.bmp", "black.bmp"], [.detect, .detect]),
    (["detect", "tiny.cfg", "bad.jpg", "gone.jpg", "empty"], [.error, .error, .error]),
    (["detect", "tiny.cfg", "red.bmp", "--labels", "/dev/null/out"], []),
    (
      [
        "detect", "tiny.cfg", "red.bmp", "--classes", "ball,0", "--class-threshold", "ball=.3",
        "-k", "3", "--class-agnostic", "--nms-kind", "diounms", "--resize", "stretch", "--exif",
        "ignore", "--compat", "alexeyab", "--tile", "2x2",
      ], [.detect]
    ),
    (["detect", "tree.cfg", "tiny.weights", "red.bmp"], [.detect]),
    (["classify", "colors.cfg", "red.bmp", "bad.jpg"], [.classify, .error]),
    (["classify", "colors.cfg", "red.bmp", "--compat", "pjreddie"], [.classify]),
    (["video", "tiny.cfg", "gray.y4m"], [.video, .video]),
    (["video", "tiny.cfg", "bad.mjpeg"], [.error]),
  ]

  /// The lines of all calls, each with the schema it should have.
  private func lines() throws -> [(line: String, schema: Schema)] {
    try FileManager.default.createDirectory(
      atPath: command.folder.path("empty"), withIntermediateDirectories: true)
    let frame = "FRAME\n" + String(repeating: "~", count: 16 * 16)
    try command.folder.write("YUV4MPEG2 W16 H16 F25:1 Cmono\n\(frame)\(frame)", as: "gray.y4m")
    let damaged: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xD9]
    try command.folder.write(damaged, as: "bad.mjpeg")
    try command.folder.write("thing -1\nball 0\n", as: "classes.tree")
    try command.folder.write(
      TinyNetworks.detectorCfg + "tree=classes.tree\n", as: "tree.cfg")
    return try Self.calls.flatMap { words, schemas in
      let outcome = try command.run(words + ["--format", "jsonl"])
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.count == schemas.count, "\(words): \(outcome.errors)")
      return Array(zip(lines, schemas))
    }
  }

  private static func object(_ schema: Schema) throws -> [String: Any] {
    try JSONResult.object(schema.text)
  }

  @Test("every object is as the schema says that it names, and has no key beyond")
  func objects() throws {
    let lines = try lines()
    // The objects of 'eval', 'anchors' and 'train' are about all images, and tested with these.
    #expect(
      Set(lines.map(\.schema)) == Set(Schema.allCases).subtracting([.anchors, .eval, .train]))
    for (line, schema) in lines {
      let object = try JSONResult.object(line)
      #expect(object["schema"] as? String == schema.name)
      #expect(SchemaCheck.faults(object, try Self.object(schema)) == [], "\(line)")
    }
  }

  @Test("an input of a record has its id, whatever it is")
  func records() throws {
    let records = [
      #"{"id": "a", "path": "red.bmp"}"#, #"{"id": 7, "path": "gone.bmp"}"#,
      #"{"id": true, "path": "red.bmp"}"#, #"{"id": 1.5}"#, "bad.jpg", #"{"oops"#,
    ]
    let input = records.map { $0 + "\n" }.joined()
    let outcome = try command.run(["detect", "tiny.cfg", "--stdin"], input: Array(input.utf8))
    let objects = try outcome.output.split(separator: "\n").map {
      try JSONResult.object(String($0))
    }
    #expect(objects.count == records.count)
    for object in objects {
      let schema: Schema = object["error"] == nil ? .detect : .error
      #expect(SchemaCheck.faults(object, try Self.object(schema)) == [])
    }
  }

  @Test("what does not fit a schema is told")
  func faults() throws {
    let schema = try Self.object(.error)
    func faults(_ text: String) throws -> [String] {
      SchemaCheck.faults(try JSONResult.object(text), schema)
    }
    let error = #""error": {"code": "x", "message": ""}"#
    #expect(try faults(#"{"image": "a", \#(error), "schema": "error-1"}"#) == [])
    #expect(try faults(#"{"image": "a", \#(error)}"#) == ["$: lacks schema"])
    #expect(
      try faults(#"{"image": 1, \#(error), "schema": "error-2", "x": 1}"#) == [
        "$: has x, which is not described", "$.image: is no string",
        "$.schema: error-2 is not error-1",
      ])
    #expect(
      try faults(#"{"image": "", "error": {"code": "A b"}, "schema": "error-1", "frame": -1}"#)
        == [
          "$.error.code: A b is not ^[a-z][a-zA-Z_]*$", "$.error: lacks message",
          "$.frame: -1 is below 0",
        ].sorted())
  }

  @Test(
    "the command prints every schema, under the name that objects have", arguments: Schema.allCases)
  func printed(_ schema: Schema) throws {
    let outcome = try command("schema", schema.rawValue)
    #expect(outcome.status == 0)
    let object = try JSONResult.object(outcome.output)
    #expect(object["$id"] as? String == "urn:darknet-swift:schema:\(schema.name)")
    let properties = try #require(object["properties"] as? [String: [String: Any]])
    #expect(properties["schema"]?["const"] as? String == schema.name)
  }

  @Test("an unknown schema is a fault of usage")
  func unknown() throws {
    #expect(try command("schema", "coco").status == 64)
  }

  @Test(
    "Python's jsonschema is of the same opinion",
    .enabled(if: PythonSchemas.isInstalled, "python3 has no module jsonschema"))
  func secondOpinion() throws {
    var lines = try lines()
    lines.append((#"{"image": "a", "schema": "error-1"}"#, .error))
    let verdicts = try PythonSchemas.verdicts(lines.map { ($0.line, $0.schema.text) })
    #expect(verdicts == Array(repeating: true, count: lines.count - 1) + [false])
  }
}
