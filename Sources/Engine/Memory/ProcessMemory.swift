import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What this process has of the machine's memory now.
package struct ProcessMemory: Sendable, Hashable {
  /// Bytes that lie in memory; 0 where the system does not tell.
  package let residentByteCount: Int
  /// Bytes of addresses in use, whether there is memory behind them or not; 0 likewise.
  package let addressByteCount: Int

  /// The counts of this moment.
  package static var current: ProcessMemory {
    let pages = SystemText.contents(of: "/proc/self/statm").split(separator: " ").prefix(2)
      .compactMap { Int($0) }
    let size = Int(sysconf(Int32(_SC_PAGESIZE)))
    guard pages.count == 2, size > 0 else {
      return ProcessMemory(residentByteCount: 0, addressByteCount: 0)
    }
    return ProcessMemory(
      residentByteCount: saturatingProduct(pages[1], size),
      addressByteCount: saturatingProduct(pages[0], size))
  }

  /// The addresses the process may use in all; nil where nobody set a bound.
  static var addressSpaceLimit: Int? {
    var limit = rlimit()
    #if canImport(Glibc)
    let answer = unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #else
    let answer = unsafe getrlimit(RLIMIT_AS, &limit)
    #endif
    // What stands for 'no bound' is beyond all counts.
    guard answer == 0, limit.rlim_cur < UInt64(Int64.max) else { return nil }
    return Int(clamping: limit.rlim_cur)
  }
}
