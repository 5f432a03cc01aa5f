import CfgParser
import Testing

@Suite(".map files")
struct ClassMapTests {
  private func fault(_ text: String) -> CfgError? {
    #expect(throws: CfgError.self) { try ClassMap(parsing: text, file: "x.map") }
  }

  @Test(
    "a line is a class of the network",
    arguments: ["5\n0\n5\n", "5\r\n 0\t\r\n5", "5\n0\n5\n\n \n"])
  func classes(_ text: String) throws {
    let map = try ClassMap(parsing: text, file: "x.map")
    #expect(map.file == "x.map")
    #expect(map.classes == [5, 0, 5])
  }

  @Test(
    "anything but a number from 0 is an error", arguments: ["1\n-1", "1\ndog", "1\n\n2", "1\n2.5"])
  func noClass(_ text: String) {
    let fault = fault(text)
    #expect(fault?.code == .syntax)
    #expect(fault?.location.line == 2)
    #expect(
      fault?.message.hasSuffix("is no class; a line is the number of a class, counted from 0")
        == true)
  }

  @Test("an empty file is no map", arguments: ["", "\n\n"])
  func empty(_ text: String) {
    #expect(fault(text)?.description == "x.map: error: the file is empty; it lists classes")
  }

  @Test("a class the network lacks is an error at its line")
  func check() throws {
    let map = try ClassMap(parsing: "3\n8\n9", file: "x.map")
    try map.check(classCount: 10)
    let error = #expect(throws: CfgError.self) { try map.check(classCount: 8) }
    #expect(
      error?.description
        == "x.map:2: error: names class 8, but the network has only classes 0 to 7")
  }
}
