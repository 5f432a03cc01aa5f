import Testing

@testable import darknet_swift

@Suite("JSON")
struct JSONValueTests {
  @Test("keys keep their order")
  func order() {
    let value = JSONValue.object([("b", .int(1)), ("a", .array([.bool(true), .null]))])
    #expect(value.rendered == #"{"b": 1, "a": [true, null]}"#)
  }

  @Test(
    "text is escaped, and no control character is left",
    arguments: [
      ("a\"b\\c", #""a\"b\\c""#), ("a\n\r\tb", #""a\n\r\tb""#), ("\u{1B}[31m", #""\u001b[31m""#),
      ("\u{7F}\u{9B}", #""\u007f\u009b""#), ("Hütte 犬 <b>", "\"Hütte 犬 <b>\""),
    ])
  func escapes(_ text: String, _ json: String) {
    #expect(JSONValue.string(text).rendered == json)
  }

  @Test(
    "numbers have the fewest digits that give them again, and are never NaN or infinite",
    arguments: [
      (0.1, "0.1"), (1e-7, "1e-07"), (-0.25, "-0.25"), (16, "16.0"), (.nan, "null"),
      (.infinity, "3.4028235e+38"), (-.infinity, "-3.4028235e+38"),
    ] as [(Float, String)])
  func numbers(_ value: Float, _ json: String) {
    #expect(JSONValue.float(value).rendered == json)
  }
}
