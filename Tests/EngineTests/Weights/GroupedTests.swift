import Testing

@testable import Engine

@Suite("Int.grouped")
struct GroupedTests {
  @Test(
    "has a comma every three digits",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (50_676_061, "50,676,061"), (-1234, "-1,234"),
    ])
  func grouped(_ number: Int, _ text: String) {
    #expect(number.grouped == text)
  }
}
