public import CfgParser
package import Engine

extension Trainer {
  /// Goes on where a checkpoint was written, with the same bits as if the run had not stopped.
  ///
  /// - Parameters:
  ///   - checkpoint: The checkpoint.
  ///   - network: The network it is of.
  ///   - sizes: What ``resize(to:)`` will be asked for.
  ///   - threadCount: Threads the work is split over; as many as there are processors unless given.
  ///   - memoryLimit: Bytes it may take; what the machine or the container has unless given.
  /// - Returns: The trainer.
  /// - Throws: `CfgError` of the code `badValue` where the checkpoint is of another network, or of
  ///   other kernels; otherwise as `init(_:weights:seen:batch:sizes:threadCount:memoryLimit:)`.
  public static func resuming(
    _ checkpoint: Checkpoint, of network: Network, sizes: [InputSize] = [], threadCount: Int? = nil,
    memoryLimit: Int? = nil
  ) throws -> Trainer {
    var trainer = try Trainer(
      network, weights: NetworkWeights(randomFor: network), seen: checkpoint.seen,
      sizes: sizes, threadCount: threadCount, memoryLimit: memoryLimit)
    let parameters = trainer.memory.parameters
    guard checkpoint.digest == trainer.digest, checkpoint.values.count == parameters.allCount else {
      throw CfgError(
        .badValue, at: CfgLocation(file: checkpoint.file),
        "the checkpoint is of a network of other layers than \(network.file), or of other kernels",
        help: "an earlier run may have had another cfg")
    }
    parameters.setAll(to: checkpoint.values)
    trainer.resume(miniBatches: checkpoint.miniBatchCount, updates: checkpoint.updateCount)
    return trainer
  }

  /// Bytes of a checkpoint that carries so many of the caller's.
  public func checkpointByteCount(payload: Int) -> Int {
    Checkpoint.magic.count + 8 * Checkpoint.headerCount + payload + 4 * memory.parameters.allCount
      + 8
  }

  /// Writes a checkpoint, which appears whole or not at all.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - seed: What the run's random numbers began with.
  ///   - payload: What the caller wants to have again.
  /// - Throws: `AtomicFileError`.
  package func writeCheckpoint(
    to path: String, seed: UInt64, payload: [UInt8]
  ) throws(AtomicFileError) {
    precondition(payload.count <= Checkpoint.payloadLimit)
    let count = memory.parameters.allCount
    let numbers: [UInt64] = [
      seed, UInt64(seen), UInt64(counts.miniBatches), UInt64(counts.updates), digest,
      UInt64(payload.count), UInt64(count), 0,
    ]
    var file = try AtomicFile(path)
    var sum = CheckSum()
    var part = Checkpoint.magic
    for number in numbers { Self.append(number, to: &part) }
    part += payload
    sum.add(part)
    try file.write(part[...])
    for start in stride(from: 0, to: count, by: Self.valuesAtOnce) {
      part.removeAll(keepingCapacity: true)
      for index in start..<min(start + Self.valuesAtOnce, count) {
        Self.append(memory.parameters.value(index).bitPattern, to: &part)
      }
      sum.add(part)
      try file.write(part[...])
    }
    part = []
    Self.append(sum.value, to: &part)
    try file.write(part[...])
    try file.commit()
  }

  private static let valuesAtOnce = 1 << 16

  /// What tells networks apart whose values lie otherwise in memory.
  private var digest: UInt64 {
    var sum = CheckSum()
    sum.add(Array(kernelSetName.utf8))
    for array in plan.arrays {
      sum.add(Array("\(array.layer) \(array.name) \(array.count) \(array.storedCount)\n".utf8))
    }
    return sum.value
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
