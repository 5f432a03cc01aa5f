import CfgParser
import Testing

@testable import darknet_swift

@Suite("numbers in text")
struct TextFormTests {
  @Test(
    "percentages are rounded as printf rounds, halves to even",
    arguments: [(0.824, "82%"), (0.825, "82%"), (0.835, "84%"), (1, "100%"), (0.004, "0%")]
      as [(Float, String)])
  func percent(_ share: Float, _ text: String) {
    #expect(TextForm.percent(share) == text)
  }

  @Test(
    "probabilities have two decimals in five places",
    arguments: [(0.05321, " 5.32%"), (0.5, "50.00%"), (1, "100.00%")] as [(Float, String)])
  func share(_ share: Float, _ text: String) {
    #expect(TextForm.share(share) == text)
  }

  @Test(
    "the line before an image's results is the program's",
    arguments: zip(
      Compatibility.allCases,
      ["0.081200 seconds.", "0.081200 seconds.", "81.200000 milli-seconds."]))
  func headline(_ compat: Compatibility, _ end: String) {
    let line = TextForm.headline(RawPath("dog.jpg"), .microseconds(81_200), as: compat)
    #expect(line == "dog.jpg: Predicted in \(end)")
  }
}
