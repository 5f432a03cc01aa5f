#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import CfgParser

/// How much memory a plan may take, and what sets the bound.
package struct MemoryLimit: Sendable, Hashable {
  /// What sets the bound.
  package enum Source: Sendable, Hashable {
    /// Whoever made the plan.
    case stated
    /// The memory the machine has.
    case machine
    /// The control group the process runs in: a container, a batch system.
    case container
    /// The addresses the process may use, `ulimit -v`.
    case addressSpace
  }

  /// The bound itself.
  let total: Int
  /// What is left of it.
  package let available: Int
  /// What sets it.
  package let source: Source

  /// A bound of which `used` bytes are taken.
  init(_ total: Int, used: Int = 0, source: Source) {
    (self.total, self.source) = (max(0, total), source)
    available = max(0, self.total - max(0, used))
  }

  /// The bound that is stated, else what the system has.
  package init(stated: Int?) {
    self = stated.map { MemoryLimit($0, source: .stated) } ?? .system
  }

  /// What the system leaves this process, by the bound that leaves least.
  ///
  /// Memory the process holds already is taken from it; what others hold is not, since the system
  /// can often get it back.
  static var system: MemoryLimit {
    let process = ProcessMemory.current
    let machine = MemoryLimit(
      Int(clamping: ProcessInfo.processInfo.physicalMemory), used: process.residentByteCount,
      source: .machine)
    let container = ControlGroup.memoryByteCount().map {
      MemoryLimit($0, used: process.residentByteCount, source: .container)
    }
    let addressSpace = ProcessMemory.addressSpaceLimit.map {
      MemoryLimit($0, used: process.addressByteCount, source: .addressSpace)
    }
    return [container, addressSpace].compactMap(\.self).reduce(machine) {
      $1.available < $0.available ? $1 : $0
    }
  }

  /// `4,000,000 are left of the machine's memory`.
  package var phrase: String {
    let count = Wording.grouped(available)
    return switch source {
    case .stated: "the limit leaves \(count)"
    case .machine: "\(count) are left of the machine's memory"
    case .container: "\(count) are left of the container's memory"
    case .addressSpace: "\(count) are left of the address space (ulimit -v)"
    }
  }
}
