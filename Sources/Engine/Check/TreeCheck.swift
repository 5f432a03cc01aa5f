public import CfgParser

/// Looks at the trees of classes that a network names: a check of the cfg opens no other file.
public struct TreeCheck: Sendable {
  /// What keeps trees from being used; the network cannot run without them.
  public let findings: [Finding]

  /// Everything a check of trees can find.
  public static let rules: [CheckRule] = [rule]

  private static let rule = CheckRule(
    "class-tree", .error,
    "a `tree` that is not there, is no tree, or has another number of nodes than there are classes")

  /// Reads the trees of `network`.
  public init(_ network: Network) {
    findings = network.nodes.compactMap { node in
      do throws(CfgError) {
        _ = try node.readTree()
        return nil
      } catch {
        return Finding(Self.rule, at: error.location, error.message, help: error.help)
      }
    }
  }
}
