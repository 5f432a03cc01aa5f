/// The memory that the process's control groups allow it: the bound of a container.
///
/// - Reference: the kernel's `cgroup-v2.rst`, `memory.max`, and `cgroup-v1/memory.rst`,
///   `memory.limit_in_bytes`.
enum ControlGroup {
  /// The least bound of the group and of those around it; nil where there is none.
  ///
  /// `contents` gives the text of a file, empty where there is none.
  static func memoryByteCount(
    contents: (_ path: String) -> String = SystemText.contents
  ) -> Int? {
    // Lines are `number:controllers:path`; version 2 has one, `0::path`.
    let lines = contents("/proc/self/cgroup").split(separator: "\n").map {
      $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    }
    let places = lines.filter { $0.count == 3 }.flatMap { line -> [String] in
      if line[0] == "0", line[1].isEmpty {
        return files("memory.max", of: line[2], in: ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"])
      }
      guard line[1].split(separator: ",").contains("memory") else { return [] }
      return files("memory.limit_in_bytes", of: line[2], in: ["/sys/fs/cgroup/memory"])
    }
    // No bound is the word `max`, or a number beyond all memory.
    return places.compactMap { path in
      Int(contents(path).prefix { !$0.isNewline })
    }.filter { (1..<(1 << 50)).contains($0) }.min()
  }

  /// The file in the group at `path` and in every group around it: within a container the path is
  /// often the one outside, and what is mounted is the group itself.
  private static func files(
    _ name: String, of path: Substring, in roots: [String]
  ) -> [String] {
    let parts = path.split(separator: "/").prefix(64)
    return roots.flatMap { root in
      (0...parts.count).map { depth in
        ([root] + parts.prefix(depth).map(String.init) + [name]).joined(separator: "/")
      }
    }
  }
}
