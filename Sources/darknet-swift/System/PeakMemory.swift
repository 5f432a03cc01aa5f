#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The most memory the process has had.
enum PeakMemory {
  /// Resident memory at its peak, in units of 1024 · 1024 bytes; 0 where the system does not tell.
  ///
  /// Not from `getrusage`, which may include what the caller had before it started the program.
  static var megabytes: Double {
    if let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = Double(line.split(separator: " ").dropLast().last ?? "")
    {
      return kilobytes / 1024
    }
    return 0
  }
}
