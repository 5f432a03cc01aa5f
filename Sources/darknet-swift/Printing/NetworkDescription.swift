import CfgParser
import Engine

/// What `info` prints of a network, as text and as JSON.
struct NetworkDescription {
  /// A weights file that fits the network.
  struct Weights {
    /// The file.
    let file: WeightsFile
    /// What the network takes of it.
    let weights: NetworkWeights
  }

  /// The weights, if some were given.
  var weights: Weights?
  /// The plan, if it was asked for.
  var plan: PlanSummary?

  private let summary: NetworkSummary
  private let warnings: [CfgWarning]
  private let ignored: IgnoredDescription
  private let compat: Compatibility

  init(_ network: Network) {
    (summary, warnings) = (NetworkSummary(network), network.warnings)
    (ignored, compat) = (IgnoredDescription(network.ignored), network.compatibility)
  }

  /// The layer table, and what follows it.
  var text: String {
    let activations = "activations: \(Wording.grouped(activationByteCount)) bytes, were all kept\n"
    let parts = [
      "\(summary.name): input \(summary.inputShape)\(suffix)\n", summary.description, activations,
      ignored.text, weights?.text, plan.map { "\n\($0)\n" },
    ]
    return parts.compactMap(\.self).joined()
  }

  private var suffix: String { compat == .recommended ? "" : ", compat \(compat.rawValue)" }

  /// One object, `network` first.
  var json: JSONValue {
    let input = summary.inputShape
    var entries: [(String, JSONValue)] = [
      ("network", .string(summary.name)),
      ("compat", .string(compat.rawValue)),
      (
        "input",
        .object([
          ("channels", .int(input.channels)), ("height", .int(input.height)),
          ("width", .int(input.width)),
        ])
      ),
      ("layers", .array(summary.rows.map(Self.json))),
      ("parameters", .int(summary.parameterCount)),
      ("bflops", .double(Double(summary.operationCount) / 1e9)),
      ("weights_bytes", .int(summary.weightsFileByteCount(headerByteCount: headerByteCount))),
      ("activation_bytes", .int(activationByteCount)),
      ("ignored", ignored.json),
      ("warnings", .array(warnings.map { .string($0.description) })),
    ]
    if let weights { entries.append(("weights", weights.json)) }
    if let plan { entries.append(("plan", PlanDescription(plan).json)) }
    return .object(entries)
  }

  /// Bytes of all layers' outputs; a plan shares memory between them.
  private var activationByteCount: Int {
    summary.rows.reduce(summary.inputShape.count) { $0 + $1.outputShape.count } * 4
  }

  private var headerByteCount: Int { weights?.file.header.byteCount ?? 20 }

  private static func json(_ row: NetworkSummary.Row) -> JSONValue {
    .object([
      ("index", .int(row.index)),
      ("type", .string(row.type)),
      ("filters", row.filters.map(JSONValue.int) ?? .null),
      ("size", .string(row.size)),
      ("sources", .array(row.sources.map(JSONValue.int))),
      ("input", row.inputShapes.first.map(extents) ?? .null),
      ("output", extents(row.outputShape)),
      ("bflops", .double(Double(row.operationCount) / 1e9)),
      ("parameters", .int(row.parameterCount)),
    ])
  }

  /// Channels, height, width.
  private static func extents(_ shape: Shape) -> JSONValue {
    .array([shape.channels, shape.height, shape.width].map(JSONValue.int))
  }
}

extension NetworkDescription.Weights {
  private var version: String {
    "\(file.header.major).\(file.header.minor).\(file.header.revision)"
  }

  /// A line about the file.
  fileprivate var text: String {
    let seen = "trained with \(Wording.grouped(Int(clamping: file.header.seen))) images"
    return "\(file.path.printable): fits; version \(version), \(seen), "
      + "\(Wording.grouped(file.byteCount)) bytes, \(weights.loadedLayerCount) layers"
      + (weights.trailingValueCount > 0
        ? ", \(Wording.grouped(weights.trailingValueCount)) values left over\n" : "\n")
  }

  /// An object about the file.
  fileprivate var json: JSONValue {
    .object([
      ("path", .string(file.path)),
      ("version", .string(version)),
      ("seen", .int(Int(clamping: file.header.seen))),
      ("bytes", .int(file.byteCount)),
      ("order", .string(weights.dialect.rawValue)),
      ("loaded_layers", .int(weights.loadedLayerCount)),
      ("trailing_values", .int(weights.trailingValueCount)),
    ])
  }
}
