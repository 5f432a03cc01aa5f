import Foundation
import TestSupport
import Testing

/// The validator of JSON Schemas of Python, where it is installed.
enum PythonSchemas {
  /// Whether it is.
  static let isInstalled: Bool = (try? run("import jsonschema\nprint('here')")) == "here\n"

  /// Whether each value, as JSON, is what its schema says.
  static func verdicts(_ pairs: [(value: String, schema: String)]) throws -> [Bool] {
    let lines = pairs.map { "[\($0.value), \($0.schema.replacing("\n", with: " "))]" }
    let script = """
      import json, sys
      from jsonschema import Draft202012Validator as Validator
      for line in sys.stdin:
          value, schema = json.loads(line)
          Validator.check_schema(schema)
          print(Validator(schema).is_valid(value))
      """
    return try run(script, input: lines.joined(separator: "\n")).split(separator: "\n")
      .map { $0 == "True" }
  }

  private static func run(_ script: String, input: String = "") throws -> String {
    let env = URL(filePath: "/usr/bin/env")
    let outcome = try CommandRunner().run(
      ["python3", "-W", "ignore", "-c", script], input: Array(input.utf8), program: env)
    #expect(outcome.status == 0 || script.hasPrefix("import jsonschema"), "\(outcome.errors)")
    return outcome.output
  }
}
