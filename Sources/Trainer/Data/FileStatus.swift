#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Whether files are there.
enum FileStatus {
  /// Whether something is at `path` that may be read.
  static func exists(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }
}
