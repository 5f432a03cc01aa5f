import Testing

@testable import Engine

@Suite("bounds of control groups")
struct ControlGroupTests {
  private func bound(_ files: [String: String]) -> Int? {
    ControlGroup.memoryByteCount { files[$0] ?? "" }
  }

  @Test("version 2: the least bound of the group and those around it counts")
  func second() {
    let files = [
      "/proc/self/cgroup": "0::/system.slice/job.service\n",
      "/sys/fs/cgroup/system.slice/job.service/memory.max": "max\n",
      "/sys/fs/cgroup/system.slice/memory.max": "2147483648\n",
      "/sys/fs/cgroup/memory.max": "4294967296\n",
    ]
    #expect(bound(files) == 2_147_483_648)
  }

  @Test("version 1: the memory controller's group counts, the others do not")
  func first() {
    let files = [
      "/proc/self/cgroup": "5:pids:/a\n4:cpu,memory:/docker/b\n0::/\n",
      "/sys/fs/cgroup/memory/docker/b/memory.limit_in_bytes": "536870912\n",
      "/sys/fs/cgroup/memory/a/memory.limit_in_bytes": "1\n",
    ]
    #expect(bound(files) == 536_870_912)
  }

  @Test("in a container the group is what is mounted, whatever its path outside")
  func mounted() {
    let files = ["/proc/self/cgroup": "0::/kubepods/x\n", "/sys/fs/cgroup/memory.max": "1000000\n"]
    #expect(bound(files) == 1_000_000)
  }

  @Test(
    "there is no bound without files, with the word for none, or with the number for none",
    arguments: ["", "max\n", "9223372036854771712\n", "0\n", "-1\n", "much\n"])
  func none(_ text: String) {
    #expect(bound(["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/memory.max": text]) == nil)
  }
}
