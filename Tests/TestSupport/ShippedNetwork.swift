public import CfgParser
public import Engine
public import Foundation

/// A network of the folder `cfg`, and what is known of it: from its publication, or from the training
/// of `tools/signs`.
public struct ShippedNetwork: Sendable, CustomStringConvertible {
  /// Operations of one forward pass at one size of the input.
  public struct Cost: Sendable {
    /// Width and height of the input.
    public let size: Int
    /// 2 · multiply-adds of the layers that have weights.
    public let operationCount: Int
  }

  /// The classes of a network.
  public struct Classes: Sendable {
    /// How many there are.
    public let count: Int
    /// The shipped list of their names, if there is one.
    public let list: String?

    static let voc = Classes(count: 20, list: "voc.names")
    static let coco = Classes(count: 80, list: "coco.names")
    static let imagenet = Classes(count: 1000, list: "imagenet.names")
    static let signs = Classes(count: 10, list: "signs.names")
    static let tree = Classes(count: 9418, list: nil)
  }

  /// The file without folder and `.cfg`.
  public let name: String
  /// Sections behind `[net]`.
  public let layerCount: Int
  /// Learned values.
  public let parameterCount: Int
  /// Bytes of the weights file with a header of 16 bytes.
  public let byteCount: Int
  /// Bytes of the header of the published weights file, where the file has been seen.
  public let headerByteCount: Int?
  /// The cost at the size in the cfg, then at others.
  public let costs: [Cost]
  /// What it tells apart.
  public let classes: Classes
  /// How pictures are fitted by the program a detector was published with; nothing for classifiers.
  public let fit: ResizeMode?
  /// Whether weights belong to one size of the input, because places have weights of their own.
  public let isFixed: Bool
  /// The cfg its authors published, as `origin/name`, where it is among those kept beside the
  /// package.
  public let published: String?

  init(
    _ name: String, layers: Int, parameters: Int, bytes: Int, header: Int? = nil,
    costs: KeyValuePairs<Int, Int>, _ classes: Classes, fit: ResizeMode? = nil,
    fixed: Bool = false, published: String? = nil
  ) {
    (self.name, layerCount, parameterCount, byteCount) = (name, layers, parameters, bytes)
    headerByteCount = header
    self.costs = costs.map { Cost(size: $0.key, operationCount: $0.value) }
    (self.classes, self.fit, isFixed, self.published) = (classes, fit, fixed, published)
  }

  /// All of them, each family from old to new.
  public static let all = detectors + classifiers

  /// The name, by which tests call it.
  public var description: String { name }
  /// Width and height in the cfg.
  public var size: Int { costs[0].size }

  /// The cfg, read; at another width and height than its own where `size` is given.
  public func network(size: Int? = nil) throws -> Network {
    let document = try CfgDocument(contentsOf: Self.path("\(name).cfg"))
    return try Network(document, width: size, height: size)
  }

  /// The path of a file in the package's folder `cfg`.
  public static func path(_ name: String) -> String {
    package.appending(components: "cfg", name).path
  }

  /// The package's folder.
  public static let package = URL(filePath: #filePath).appending(path: "../../..").standardized

  /// What is kept of the original programs beside the package; nothing where it is not there.
  public static let originals: URL? = {
    let folder = package.appending(path: "../shared/conformance").standardized
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}
