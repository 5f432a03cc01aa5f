public import Foundation

/// Files that tests compare with, beside the tests that use them.
public struct Fixtures: Sendable {
  /// The folder they are in.
  public let folder: URL

  /// The folder `Fixtures` of a test target's bundle.
  public init(_ bundle: Bundle) {
    folder = bundle.resourceURL?.appendingPathComponent("Fixtures") ?? bundle.bundleURL
  }

  /// The names of the folders in `name`, in alphabetical order.
  public func cases(in name: String) -> [String] {
    let url = folder.appendingPathComponent(name)
    let names = try? FileManager.default.contentsOfDirectory(atPath: url.path)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The path of a file.
  public func path(_ components: String...) -> String {
    components.reduce(folder) { $0.appendingPathComponent($1) }.path
  }
}
