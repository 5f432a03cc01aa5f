#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Whether files are there.
enum FileStatus {
  /// Whether something is at `path`; whether it may be read is told by reading it.
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
