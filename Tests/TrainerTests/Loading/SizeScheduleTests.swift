import CfgParser
import Testing

@testable import Trainer

@Suite("sizes of the input")
struct SizeScheduleTests {
  private func schedule(
    _ net: String = "max_batches=2000", head: String = "random=1",
    compatibility: Compatibility = .pjreddie, seed: UInt64 = 3
  ) throws -> SizeSchedule {
    try SizeSchedule(
      DrawnPictures.detector(96, 64, net: net, head: head, compatibility), seed: seed)
  }

  @Test("without random the size is that of the cfg", arguments: Compatibility.allCases)
  func fixed(compatibility: Compatibility) throws {
    let schedule = try schedule(head: "random=0", compatibility: compatibility)
    #expect(schedule.isFixed)
    #expect((0..<100).allSatisfy { schedule.size(at: $0) == InputSize(width: 96, height: 64) })
  }

  @Test("the original draws all multiples of 32 from 320 to 608, every ten iterations")
  func squares() throws {
    let schedule = try schedule()
    let sizes = (0..<180).map { schedule.size(at: 10 * $0) }
    #expect(Set(sizes.map(\.width)) == Set(stride(from: 320, through: 608, by: 32)))
    #expect(sizes.allSatisfy { $0.width == $0.height })
    #expect((0..<1800).allSatisfy { schedule.size(at: $0) == schedule.size(at: $0 / 10 * 10) })
  }

  @Test("the original's last 200 iterations are at 608")
  func originalEnd() throws {
    let schedule = try schedule()
    #expect((1810..<2000).allSatisfy { schedule.size(at: $0).width == 608 })
    #expect((1600..<1800).contains { schedule.size(at: $0).width != 608 })
  }

  @Test("the fork's sizes follow the cfg's, and its first and last ones are the largest")
  func factors() throws {
    let schedule = try schedule(compatibility: .alexeyab)
    // 1.4 · 96 / 32 + 1 is 5.2, 1.4 · 64 / 32 + 1 is 3.8.
    #expect(schedule.largest == InputSize(width: 160, height: 128))
    #expect((0..<10).allSatisfy { schedule.size(at: $0) == schedule.largest })
    #expect((1910..<2000).allSatisfy { schedule.size(at: $0) == schedule.largest })
    let sizes = (1..<190).map { schedule.size(at: 10 * $0) }
    #expect(Set(sizes.map(\.width)) == [96, 128, 160])
    #expect(Set(sizes).isSubset(of: schedule.sizes))
  }

  @Test(
    "all sizes there can be are known, and there are no others",
    arguments: Compatibility.allCases, ["random=1", "random=0", "random=2.3"])
  func all(compatibility: Compatibility, head: String) throws {
    let schedule = try schedule("max_batches=100000", head: head, compatibility: compatibility)
    let drawn = Set((0..<10_000).map { schedule.size(at: 10 * $0) })
    #expect(drawn == Set(schedule.sizes))
    #expect(schedule.sizes.last == schedule.largest)
  }

  @Test("another seed gives other sizes, the same seed the same")
  func seeds() throws {
    let (one, same, other) = (try schedule(), try schedule(), try schedule(seed: 4))
    let blocks = (0..<50).map { 10 * $0 }
    #expect(blocks.map(one.size) == blocks.map(same.size))
    #expect(blocks.map(one.size) != blocks.map(other.size))
  }

  @Test("a classifier's sizes are multiples of 32 from 128 to 448, every forty iterations")
  func classifier() throws {
    let schedule = try SizeSchedule(DrawnPictures.classifier(net: "random=1"), seed: 9)
    #expect(schedule.interval == 40)
    let widths = Set((0..<200).map { schedule.size(at: 40 * $0).width })
    #expect(widths == Set(stride(from: 128, through: 448, by: 32)))
  }
}
