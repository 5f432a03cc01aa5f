import Foundation

/// Compares a value with a JSON Schema, as far as ours use the language.
///
/// Stricter than the language: a key that the schema does not list is a fault, so that none can join
/// the output without being described. A keyword that is not known here is one as well.
struct SchemaCheck {
  /// Keywords that say nothing about values.
  private static let remarks: Set = [
    "$schema", "$id", "title", "description", "contentEncoding",
  ]

  /// What is wrong with `value`, each fault with its place.
  static func faults(_ value: Any, _ schema: [String: Any], at place: String = "$") -> [String] {
    schema.keys.sorted().flatMap { keyword -> [String] in
      faults(value, keyword, schema[keyword] ?? "", schema).map { "\(place): \($0)" }
        + faultsBelow(value, keyword, schema[keyword] ?? "", at: place)
    }
  }

  private static func faults(
    _ value: Any, _ keyword: String, _ rule: Any, _ schema: [String: Any]
  ) -> [String] {
    let types = schema["type"] as? [String] ?? [schema["type"] as? String ?? ""]
    if value is NSNull, types.contains("null") { return [] }
    switch keyword {
    case "type":
      return types.contains { has(value, $0) } ? [] : ["is no \(types.joined(separator: " or "))"]
    case "enum":
      let values = rule as? [String] ?? []
      return values.contains { $0 == value as? String } ? [] : ["\(value) is none of \(values)"]
    case "const": return rule as? String == value as? String ? [] : ["\(value) is not \(rule)"]
    case "minimum": return number(value) >= number(rule) ? [] : ["\(value) is below \(rule)"]
    case "maximum": return number(value) <= number(rule) ? [] : ["\(value) is above \(rule)"]
    case "pattern":
      let found = (value as? String)?.range(
        of: rule as? String ?? "(", options: .regularExpression)
      return found == nil ? ["\(value) is not \(rule)"] : []
    case "required":
      let keys = (value as? [String: Any])?.keys
      return (rule as? [String] ?? []).filter { keys?.contains($0) != true }
        .map { "lacks \($0)" }
    case "properties":
      let known = (rule as? [String: Any])?.keys
      return ((value as? [String: Any])?.keys.sorted() ?? [])
        .filter { known?.contains($0) != true }.map { "has \($0), which is not described" }
    case "items": return []
    default: return remarks.contains(keyword) ? [] : ["the schema has \(keyword)"]
    }
  }

  private static func faultsBelow(
    _ value: Any, _ keyword: String, _ rule: Any, at place: String
  ) -> [String] {
    switch (keyword, value) {
    case ("items", let values as [Any]):
      return values.enumerated().flatMap {
        faults($1, rule as? [String: Any] ?? [:], at: "\(place)[\($0)]")
      }
    case ("properties", let object as [String: Any]):
      let rules = rule as? [String: [String: Any]] ?? [:]
      return object.keys.sorted().flatMap { key in
        rules[key].map { faults(object[key] ?? "", $0, at: "\(place).\(key)") } ?? []
      }
    default: return []
    }
  }

  private static func has(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": isFlag(value)
    case "integer": !isFlag(value) && value is Int
    case "number": !isFlag(value) && value is Double
    default: false
    }
  }

  /// JSON's true and false are numbers to Foundation, too.
  private static func isFlag(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return value is Bool }
    return unsafe String(cString: number.objCType) == "c"
  }

  private static func number(_ value: Any) -> Double { value as? Double ?? .nan }
}
