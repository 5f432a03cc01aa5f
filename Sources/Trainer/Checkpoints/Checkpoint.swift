public import CfgParser
internal import Engine

/// All that a run of training needs to go on with the bits it would have had: parameters, what is
/// left of earlier updates, Adam's means, counts, and bytes of whoever made it.
///
/// The file is our own: 8 bytes that name it, eight numbers of 8 bytes, the caller's bytes, the values
/// as the trainer has them, and a sum over all of that; everything little-endian.
public struct Checkpoint: Sendable, Hashable {
  /// The file it was read from, as the caller wrote it.
  public let file: String
  /// What the run's random numbers began with.
  public let seed: UInt64
  /// Images the network had seen.
  public let seen: Int
  /// The caller's bytes.
  public let payload: [UInt8]
  let miniBatchCount: Int
  let updateCount: Int
  let digest: UInt64
  let values: [Float]

  static let magic: [UInt8] = Array("dsckpt1\n".utf8)
  static let headerCount = 8
  /// The caller's bytes at most.
  static let payloadLimit = 64 << 20
  private static let valueLimit = 1 << 34

  /// Reads the file at `path`.
  ///
  /// - Throws: `CfgError` of the code `unreadable` with the system's reason, or `badValue` for what
  ///   is no checkpoint, one that ends early, and one that is damaged.
  public init(contentsOf path: String) throws(CfgError) {
    try self.init(parsing: TextFile.contents(of: path, limit: Self.valueLimit), file: path)
  }

  /// Reads the bytes of a file that messages call `file`.
  ///
  /// - Throws: As `init(contentsOf:)`.
  public init(parsing bytes: [UInt8], file: String) throws(CfgError) {
    func fault(_ message: String) -> CfgError {
      CfgError(.badValue, at: CfgLocation(file: file), message)
    }
    let start = Self.magic.count + 8 * Self.headerCount
    guard bytes.starts(with: Self.magic) else { throw fault("is no checkpoint of training") }
    guard bytes.count >= start + 8 else { throw fault("the file ends early") }
    let header = (0..<Self.headerCount).map { Self.number(bytes, at: Self.magic.count + 8 * $0) }
    let limits: [(UInt64, Int)] = [
      (header[1], 1 << 48), (header[2], 1 << 48), (header[3], 1 << 48),
      (header[5], Self.payloadLimit), (header[6], Self.valueLimit),
    ]
    guard limits.allSatisfy({ $0 <= UInt64($1) }) else { throw fault("its numbers are damaged") }
    let (payloadCount, valueCount) = (Int(header[5]), Int(header[6]))
    // Checked before anything of that size is made.
    let wanted = start + payloadCount + 4 * valueCount + 8
    guard bytes.count == wanted else {
      throw fault(
        "the file has \(Wording.grouped(bytes.count)) bytes, its numbers say \(Wording.grouped(wanted))"
      )
    }
    var sum = CheckSum()
    sum.add(bytes[..<(wanted - 8)])
    guard sum.value == Self.number(bytes, at: wanted - 8) else {
      throw fault("the file is damaged")
    }
    self.file = file
    (seed, seen, miniBatchCount) = (header[0], Int(header[1]), Int(header[2]))
    (updateCount, digest) = (Int(header[3]), header[4])
    payload = Array(bytes[start..<start + payloadCount])
    let first = start + payloadCount
    values = unsafe bytes.withUnsafeBytes { raw in
      (0..<valueCount).map { index in
        let bits = unsafe raw.loadUnaligned(fromByteOffset: first + 4 * index, as: UInt32.self)
        return Float(bitPattern: UInt32(littleEndian: bits))
      }
    }
  }

  private static func number(_ bytes: [UInt8], at place: Int) -> UInt64 {
    bytes[place..<place + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// A sum over bytes that tells damage.
struct CheckSum {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds bytes.
  ///
  /// - Reference: Fowler, Noll and Vo's hash FNV-1a of 64 bits.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }
}
