import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The bytes of an open file or pipe, for a reader on another thread.
struct StreamInput: Sendable {
  /// How long a signal may wait to be noticed, in milliseconds.
  private static let patience: Int32 = 100

  /// The open file or pipe.
  let descriptor: Int32
  /// What errors call it.
  let name: String
  /// Bytes that were read already, to find out what it is.
  private(set) var start: [UInt8] = []

  /// The stream behind `descriptor`, from where it is.
  init(_ descriptor: Int32, named name: String) {
    (self.descriptor, self.name) = (descriptor, name)
  }

  /// Reads the first bytes, at most `count`, without taking them.
  ///
  /// - Throws: `CommandError` with status 74.
  mutating func peek(_ count: Int) throws(CommandError) {
    while start.count < count {
      let more = try Self.read(
        descriptor, count: count - start.count, named: name, until: StopFlag())
      if more.isEmpty { break }
      start += more
      // Enough to see what it is: a live stream must not wait for more.
      if start.count >= 16, start[0] != UInt8(ascii: "-"), start[0] != 0x0D { break }
    }
  }

  /// Gives the bytes; the end comes early when a signal asks the program to stop, or `stop` is set.
  func supply(until stop: StopFlag) -> ByteSupply {
    let (descriptor, name) = (descriptor, name)
    let start = Monitor(start)
    return { limit in
      let peeked = start.withLock { bytes in
        defer { bytes.removeFirst(min(limit, bytes.count)) }
        return Array(bytes.prefix(limit))
      }
      if !peeked.isEmpty { return peeked }
      return try Self.read(descriptor, count: limit, named: name, until: stop)
    }
  }

  /// The share of a regular file that has been read, 0…1.
  var shareRead: Double? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.isRegularFile, status.st_size > 0 else {
      return nil
    }
    return Double(lseek(descriptor, 0, SEEK_CUR)) / Double(status.st_size)
  }

  private static func read(
    _ descriptor: Int32, count: Int, named name: String, until stop: StopFlag
  ) throws(CommandError) -> [UInt8] {
    while Interruption.status == nil, !stop.isSet {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&waiting, 1, patience)
      // A signal ends the wait, and is no reason to read.
      if ready == 0 || ready < 0 && errno == EINTR { continue }
      if let bytes = SystemCall.read(descriptor, count: count) { return bytes }
      guard errno == EINTR || errno == EAGAIN else {
        throw CommandError(.ioError, name, "cannot be read: \(Wording.reason(errno))")
      }
    }
    return []
  }
}
