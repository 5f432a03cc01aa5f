import Testing

@testable import darknet_swift

@Suite("ClassSelection")
struct ClassSelectionTests {
  private let selection = ClassSelection(labels: ["person", "tv, monitor", "dog", "2", "dog"])

  @Test(
    "classes go by name or number, several between commas",
    arguments: [
      ("person", [0]), ("person,dog", [0, 2, 4]), ("1,0", [0, 1]), ("dog, person", [0, 2, 4]),
      ("tv, monitor", [1]), ("4", [4]),
    ] as [(String, Set<Int>)])
  func classes(_ list: String, _ expected: Set<Int>) throws {
    #expect(try selection.classes(list) == expected)
  }

  @Test("a name goes before a number")
  func nameFirst() throws {
    #expect(try selection.classes("2") == [3])
  }

  @Test(
    "a class that there is not is told, with what was meant",
    arguments: [
      ("dgo", "the network has no class 'dgo'", "did you mean 'dog'?"),
      ("person,5", "the network has no class '5'", nil),
      ("-1", "the network has no class '-1'", nil),
      ("zebra", "the network has no class 'zebra'", "classes go by name or by number, 0 to 4"),
      ("", "the network has no class ''", "classes go by name or by number, 0 to 4"),
    ] as [(String, String, String?)])
  func unknown(_ list: String, _ message: String, _ help: String?) {
    let error = #expect(throws: CommandError.self) { try selection.classes(list) }
    #expect(error?.status == .usage)
    #expect(error?.message == message)
    if let help { #expect(error?.help == help) }
  }

  @Test("of two thresholds for one class the later counts")
  func thresholds() throws {
    let entries = try ["dog=.6", "0=1", "dog=0.7"].map(ClassThreshold.parse)
    #expect(try selection.thresholds(entries) == [0: 1, 2: 0.7, 4: 0.7])
  }

  @Test("a threshold is a class and a number, and a name may have a sign of equality")
  func parse() throws {
    #expect(
      try ClassThreshold.parse("a=b=.5") == ClassThreshold(name: "a=b", threshold: 0.5))
  }

  @Test(
    "other text is no threshold", arguments: ["dog", "=.5", "dog=", "dog=2", "dog=nan", "dog=-1"])
  func noThreshold(_ text: String) {
    #expect(throws: (any Error).self) { try ClassThreshold.parse(text) }
  }
}
