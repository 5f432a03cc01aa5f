import Engine
import Testing

@Suite("FrameRate")
struct FrameRateTests {
  @Test("the time of a frame is its number by the exact fraction")
  func seconds() throws {
    let rate = try #require(FrameRate(30000, 1001))
    #expect(rate.seconds(toFrame: 0) == 0)
    #expect(rate.seconds(toFrame: 30000) == 1001)
    #expect(rate.seconds(toFrame: 1) == 1001.0 / 30000)
  }

  @Test(
    "every n-th frame comes at a n-th of the rate, in lowest terms of n",
    arguments: [(25, 1, 5, "5:1"), (30000, 1001, 3, "10000:1001"), (25, 1, 4, "25:4")])
  func stride(_ numerator: Int, _ denominator: Int, _ stride: Int, _ expected: String) throws {
    let rate = try #require(FrameRate(numerator, denominator))
    #expect(rate.every(stride).description == expected)
  }

  @Test(
    "zero, negative and huge numbers are no rate",
    arguments: [(0, 1), (1, 0), (-1, 1), (1 << 31, 1)])
  func none(_ numerator: Int, _ denominator: Int) {
    #expect(FrameRate(numerator, denominator) == nil)
  }

  @Test("a stride that leaves the range gives the slowest rate")
  func slowest() {
    #expect(FrameRate.assumed.every(Int.max).description == "1:2147483647")
  }
}
