import CfgParser
import Testing
import TestSupport

@testable import Trainer

@Suite("Rate of learning")
struct RateScheduleTests {
  private func schedule(
    _ keys: String, _ compatibility: Compatibility = .recommended, seed: UInt64 = 0
  ) throws -> RateSchedule {
    let cfg = "[net]\ninputs=4\nlearning_rate=0.5\n\(keys)\n[softmax]\n"
    let network = try Network(
      CfgDocument(parsing: cfg, file: "rate.cfg"), compatibility: compatibility)
    return RateSchedule(
      try TrainingSettings(network).rate, compatibility: compatibility, seed: seed)
  }

  @Test(
    "every policy has its formula",
    arguments: [
      ("", [1: Float(0.5), 99: 0.5]),
      ("policy=step\nstep=10\nscale=.5", [9: 0.5, 10: 0.25, 29: 0.125]),
      ("policy=steps\nsteps=-1,10,20\nscales=.5,4,.1", [0: 0.25, 9: 0.25, 10: 1, 20: 0.1]),
      ("policy=exp\ngamma=.5", [0: 0.5, 3: 0.0625]),
      ("policy=poly\nmax_batches=10\npower=2", [0: 0.5, 5: 0.125, 10: 0]),
      ("policy=sigmoid\ngamma=1\nstep=5", [5: 0.25, 4: 0.36552927, 6: 0.13447071]),
      (
        "policy=sgdr\nsgdr_cycle=4\nsgdr_mult=2\nlearning_rate_min=.1",
        [0: 0.5, 2: 0.3, 4: 0.1, 8: 0.3, 12: 0.1, 20: 0.3]
      ),
      ("policy=sgdr\nmax_batches=4\nlearning_rate_min=.1", [2: 0.3, 4: 0.1]),
    ])
  func policies(_ keys: String, _ rates: [Int: Float]) throws {
    let schedule = try schedule(keys)
    for (iteration, rate) in rates {
      #expect(abs(schedule.rate(at: iteration) - rate) < 1e-6, "step \(iteration)")
    }
  }

  @Test("the rate grows with a power while it burns in, whatever the policy")
  func burnIn() throws {
    let schedule = try schedule("burn_in=10\npower=2\npolicy=steps\nsteps=5\nscales=.1")
    #expect(schedule.rate(at: 5) == 0.125)
    #expect(abs(schedule.rate(at: 10) - 0.05) < 1e-7)
    #expect(try self.schedule("burn_in=2").rate(at: 1) == 0.03125)
  }

  @Test("before its step the original's sigmoid is 0: a difference of unsigned numbers")
  func sigmoid() throws {
    let schedule = try schedule("policy=sigmoid\ngamma=1\nstep=5", .pjreddie)
    #expect(schedule.rate(at: 4) == 0)
    #expect(schedule.rate(at: 5) == 0.25)
  }

  @Test("random rates are spread by the power, and the same for the same seed")
  func random() throws {
    let keys = "policy=random\npower=1"
    let rates = try (0..<1000).map { try schedule(keys, seed: 7).rate(at: $0) }
    #expect(rates.allSatisfy { (0..<0.5).contains($0) })
    #expect(abs(rates.reduce(0, +) / 1000 - 0.25) < 0.01)
    #expect(try schedule(keys, seed: 7).rate(at: 3) == rates[3])
    #expect(try schedule(keys, seed: 8).rate(at: 3) != rates[3])
  }
}
