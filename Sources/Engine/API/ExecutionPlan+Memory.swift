public import CfgParser

extension ExecutionPlan {
  /// Bytes the plan and one session take at most: prepared weights, activations and scratch, and
  /// what making the weights ready takes.
  ///
  /// A program takes some megabytes of its own besides.
  public var memoryByteCount: Int { MemoryNeed(self).byteCount }

  /// Bytes that a plan of `network` and one session of it would take, worked out without making it.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - options: how the plan would be made; tuning may choose other algorithms, though none that
  ///     the limit has no room for.
  /// - Returns: the bytes, those of the smallest plan where the limit has room for no other.
  /// - Throws: what making the plan would throw before it reads weights, `ModelError.Code.tooLarge`
  ///   where the limit is less.
  public static func memoryByteCount(
    of network: Network, options: PlanOptions = .init()
  ) throws -> Int {
    let draft = try PlanDraft(network, NetworkWeights(randomFor: network), options)
    return try draft.need(draft.affordable(draft.options)).byteCount
  }
}
