import ArgumentParser

/// The JSON Schemas of what is printed as JSON.
///
/// Every object names its schema. A schema's number grows when a key goes or changes its meaning;
/// new keys may join without that.
enum Schema: String, CaseIterable, ExpressibleByArgument {
  case anchors, classify, detect, error, eval, train, video

  /// The name that objects have as their `schema`.
  var name: String { "\(rawValue)-1" }

  /// The key that names the schema.
  var key: (String, JSONValue) { ("schema", .string(name)) }

  /// The schema itself, as JSON.
  var text: String {
    let bytes =
      switch self {
      case .anchors: PackageResources.anchors_schema_json
      case .classify: PackageResources.classify_schema_json
      case .detect: PackageResources.detect_schema_json
      case .error: PackageResources.error_schema_json
      case .eval: PackageResources.eval_schema_json
      case .train: PackageResources.train_schema_json
      case .video: PackageResources.video_schema_json
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}
