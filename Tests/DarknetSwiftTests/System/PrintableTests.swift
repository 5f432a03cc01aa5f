import Testing

@testable import darknet_swift

@Suite("text for terminals")
struct PrintableTests {
  @Test(
    "control characters are shown, not obeyed",
    arguments: [
      ("dog", "dog"), ("a\nb", #"a\nb"#), ("\u{1B}[2J", #"\u{1B}[2J"#),
      ("\u{9B}1m", #"\u{009B}1m"#),
      ("Hütte 犬", "Hütte 犬"),
    ])
  func controls(_ text: String, _ shown: String) {
    #expect(text.printable == shown)
  }
}
