import CfgParser
import Testing

@Suite("did you mean")
struct SuggestionTests {
  @Test(
    "finds the nearest name within a third of the letters",
    arguments: [
      ("filter", "filters"), ("fitlers", "filters"), ("pading", "padding"),
      ("stride_z", "stride_x"),
    ])
  func nearest(_ written: String, _ expected: String) {
    let known = ["filters", "padding", "stride_y", "stride_x", "size"]
    #expect(Suggestion.nearest(to: written, among: known) == expected)
  }

  @Test("of equally near names, one of the same length comes first, then the alphabet")
  func ties() {
    let known = ["darknet", "darknet53", "darknet19"]
    #expect(Suggestion.nearest(to: "darknet20", among: known) == "darknet19")
  }

  @Test(
    "offers nothing where nothing is near",
    arguments: ["", "momentum", String(repeating: "filters", count: 100)])
  func nothing(_ written: String) {
    #expect(Suggestion.nearest(to: written, among: ["filters", "size"]) == nil)
  }
}
