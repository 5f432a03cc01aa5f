public import Engine

/// Streams of bytes that are in memory.
public enum ByteSupplies {
  /// Gives `bytes` in portions of at most `portion`, as a pipe does.
  public static func supply(_ bytes: [UInt8], portion: Int = .max) -> ByteSupply {
    let rest = Monitor(bytes[...])
    return { limit in
      rest.withLock { rest in
        let next = rest.prefix(min(limit, portion))
        rest = rest.dropFirst(next.count)
        return Array(next)
      }
    }
  }
}
