import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The reader of a pipe has closed it.
struct PipeClosed: Error {}

/// Writes to pipes whose reader may stop before we do, which is no reason to end on the spot: there
/// may be files to finish and programs to end.
enum StreamOutput {
  /// Writes all bytes.
  ///
  /// - Throws: `PipeClosed`, or `CommandError` with status 74.
  static func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = SystemCall.writeSome(rest, to: descriptor)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        throw PipeClosed()
      } else if errno != EINTR {
        throw CommandError(.ioError, name, "cannot be written: \(Wording.reason(errno))")
      }
    }
  }

  /// Has writes to a closed pipe fail, rather than end the program.
  static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }
}
