import CfgParser
import Testing

@Suite("wording of values")
struct WordingTests {
  @Test(
    "groups digits from 10,000 on",
    arguments: [
      (0, "0"), (1024, "1024"), (10_000, "10,000"), (50_676_061, "50,676,061"),
      (-65_536, "-65,536"),
      (Int.min, "-9,223,372,036,854,775,808"),
    ])
  func grouped(_ number: Int, _ expected: String) {
    #expect(Wording.grouped(number) == expected)
  }

  @Test(
    "states operations in billions with three decimals",
    arguments: [
      (29_360_000_000, "29.360"), (499_999, "0.000"), (500_000, "0.001"), (999_500_000, "1.000"),
    ])
  func billions(_ number: Int, _ expected: String) {
    #expect(Wording.billions(number) == expected)
  }

  @Test("quotes shorten long text and show control characters")
  func quoted() {
    #expect(Wording.quoted("a\u{1B}[31m") == "'a\u{FFFD}[31m'")
    #expect(
      Wording.quoted(String(repeating: "x", count: 81))
        == "'\(String(repeating: "x", count: 80))…'")
  }

  @Test("lists end with a conjunction")
  func list() {
    #expect(Wording.list([]) == "")
    #expect(Wording.list(["a"]) == "a")
    #expect(Wording.list(["a", "b", "c"], "and") == "a, b and c")
  }
}
