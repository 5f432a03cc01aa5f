import CfgParser
import Testing

@testable import darknet_swift

@Suite("what a run of training remembers")
struct RunStateTests {
  @Test("the running average is the first loss, then nine parts of it and one of the next")
  func average() {
    var state = RunState(start: 1)
    #expect(state.add(10) == 10)
    #expect(state.add(20) == 0.9 * 10 + 0.1 * 20)
  }

  @Test("what is written is what is read", arguments: [0, 1, 7, 2047, 2049, 9000])
  func coding(_ count: Int) throws {
    var state = RunState(start: 5)
    for index in 0..<count { _ = state.add(1 / Double(index + 3)) }
    state.seconds = 0.1
    _ = state.add(RunState.Score(iteration: 3, value: 0.3))
    #expect(RunState(decoding: state.encoded) == state)
  }

  @Test("anything else is nothing", arguments: ["", "train-1", "train-2\nseconds 1"])
  func damaged(_ text: String) {
    #expect(RunState(decoding: Array(text.utf8)) == nil)
  }

  @Test("a long run is kept in few points, each the mean of as many iterations")
  func halved() {
    var history = LossHistory(start: 1)
    for index in 0..<LossHistory.limit { history.add(Double(index), average: Double(index)) }
    #expect(history.stride == 2 && history.losses.count == LossHistory.limit / 2)
    #expect(history.losses[0] == 0.5 && history.averages[0] == 1 && history.iterations[0] == 2)
  }

  @Test("of equal evaluations the first is the best")
  func best() {
    var state = RunState(start: 1)
    let verdicts = [0.2, 0.5, 0.5, 0.4].enumerated().map {
      state.add(RunState.Score(iteration: $0 + 1, value: $1))
    }
    #expect(verdicts == [true, true, false, false] && state.best?.iteration == 2)
  }

  @Test("weights that stay are written by the rules of the set")
  func policies() throws {
    func kept(_ compat: Compatibility, _ iterations: Int, upTo end: Int) throws -> [Int] {
      let policy = try BackupPolicy(
        nil, last: nil, kept: nil, iterations: iterations, compat: compat)
      return (1...end).filter(policy.writesKept)
    }
    #expect(
      try kept(.pjreddie, 500_000, upTo: 20_000) == (1...9).map { $0 * 100 } + [10_000, 20_000])
    #expect(try kept(.alexeyab, 6000, upTo: 3000) == [1000, 2000, 3000])
    #expect(try kept(.alexeyab, 500_000, upTo: 20_000) == [10_000, 20_000])
  }

  @Test("room that is too small is told with both numbers")
  func room() throws {
    let folder = BackupFolder("out", data: nil, cfg: "nets/a.cfg")
    #expect(folder.checkpoint == "out/a.checkpoint")
    #expect(throws: Never.self) { try folder.check(1000, free: 1000) }
    let error = #expect(throws: CommandError.self) { try folder.check(10_001, free: 10_000) }
    #expect(error?.status == .cannotCreate)
    #expect(error?.message == "weights and checkpoints take 10,001 bytes, 10,000 are free")
  }
}
