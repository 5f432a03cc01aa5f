import Foundation
import Testing

/// Reads what the command prints as JSON, by a reader that is not ours.
enum JSONResult {
  /// An array of objects.
  static func array(_ text: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  /// One object.
  static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// One object a line, each line ended.
  static func lines(_ text: String) throws -> [[String: Any]] {
    #expect(text.isEmpty || text.hasSuffix("\n"))
    return try text.split(separator: "\n").map { try object(String($0)) }
  }

  /// The path an object is about, byte by byte.
  static func path(_ object: [String: Any]) throws -> [UInt8] {
    if let text = object["path_base64"] as? String {
      return Array(try #require(Data(base64Encoded: text)))
    }
    return Array(try #require(object["image"] as? String).utf8)
  }
}
