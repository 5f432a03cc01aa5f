import Testing

@testable import Engine

@Suite("Labels")
struct LabelTests {
  private func text(_ label: String, _ confidence: Float = 0.5) -> String? {
    let box = BoundingBox(x: 0, y: 0, width: 0, height: 0)
    let found = Detection(box: box, classIndex: 16, label: label, confidence: confidence)
    return LabelText.forms(of: found).first
  }

  @Test(
    "the percentage is rounded, a half to the even number",
    arguments: [(0.824, 82), (0.826, 83), (0.125, 12), (0.375, 38), (1, 100), (0, 0), (7, 100)])
  func percent(_ confidence: Float, _ expected: Int) {
    #expect(text("dog", confidence) == "dog \(expected)%")
  }

  @Test(
    "accents are dropped where the font has none, other scripts give the number of the class",
    arguments: [
      ("Straße", "Strasse 50%"), ("café", "cafe 50%"), ("Łódź", "Lodz 50%"), ("a→b", "a?b 50%"),
      ("狗", "class 16 50%"), ("", "class 16 50%"), ("собака", "class 16 50%"), ("a\tb", "a b 50%"),
    ])
  func fallback(_ label: String, _ expected: String) {
    #expect(text(label) == expected)
  }

  @Test("long names are cut")
  func long() {
    let label = String(repeating: "x", count: 33)
    #expect(text(label) == String(repeating: "x", count: 30) + ".. 50%")
    #expect(text(String(label.dropLast())) == label.dropLast() + " 50%")
  }

  @Test("where there is no room the percentage goes first, then the end of the name")
  func shorter() {
    let box = BoundingBox(x: 0, y: 0, width: 0, height: 0)
    let found = Detection(box: box, classIndex: 0, label: "bird", confidence: 0.5)
    #expect(LabelText.forms(of: found) == ["bird 50%", "bird", "bir", "bi"])
  }

  @Test("the font has every printable ASCII character, and no two alike")
  func font() {
    let characters = (32..<127).map { Character(UnicodeScalar($0)) }
    let strokes = characters.map { StrokeFont.strokes(of: $0) }
    #expect(strokes.allSatisfy { $0 != nil })
    #expect(Set(strokes).count == 95)
    #expect(StrokeFont.strokes(of: "\u{7F}") == nil)
    #expect(StrokeFont.strokes(of: "é") == nil)
  }

  @Test("every glyph stays on the grid of the font", arguments: (33..<127).map { UInt8($0) })
  func grid(_ code: UInt8) throws {
    let strokes = try #require(StrokeFont.strokes(of: Character(UnicodeScalar(code))))
    #expect(strokes.split(separator: " ").allSatisfy { $0.filter { $0 != "~" }.count % 2 == 0 })
    let outline = GlyphOutline(strokes: strokes)
    #expect(outline.lines.allSatisfy { $0.count >= 2 })
    #expect(outline.lines.joined().allSatisfy { 0...StrokeFont.lineHeight ~= $0.y })
    #expect(0...14 ~= outline.width)
  }

  @Test("glyphs are inked at any size", arguments: [0.55, 1, 3.7] as [Float])
  func ink(_ scale: Float) {
    let strokes = StrokeFont.strokes(of: "i") ?? ""
    let mask = GlyphMask(GlyphOutline(strokes: strokes), scale: scale)
    #expect(mask.coverage.allSatisfy { 0...1 ~= $0 })
    #expect((mask.coverage.max() ?? 0) > 0.8)
    // Nothing touches the left side, so neighbours stay apart.
    let left = (0..<mask.height).map { mask.coverage[$0 * mask.width] }
    #expect(left.allSatisfy { $0 < 0.2 })
  }

  @Test(
    "text is about 2.6 percent of the image's height and never too small to read",
    arguments: [(768, 576, 15), (4000, 3000, 78), (64, 48, 10), (200, 1600, 10), (4000, 400, 10)])
  func textHeight(_ width: Int, _ height: Int, _ expected: Float) {
    #expect(AnnotationStyle(imageWidth: width, imageHeight: height).textHeight == expected)
  }
}

@Suite("LabelLayout")
struct LabelLayoutTests {
  private let bounds = PixelRect(left: 0, top: 0, right: 200, bottom: 100)

  @Test("a label goes on top of its box, or inside where there is no room above")
  func usual() {
    var layout = LabelLayout(in: bounds)
    let box = PixelRect(left: 50, top: 40, right: 90, bottom: 80)
    let above = layout.place(width: 30, height: 10, at: box)
    #expect(above == PixelRect(left: 50, top: 30, right: 80, bottom: 40))
    let high = PixelRect(left: 120, top: 3, right: 160, bottom: 80)
    let inside = layout.place(width: 30, height: 10, at: high)
    #expect(bounds.intersection(inside) == inside)
    #expect(inside.left == 120)
  }

  @Test("labels stay inside the image, wherever the box is")
  func inside() {
    for box in [
      PixelRect(left: 190, top: 0, right: 200, bottom: 5),
      PixelRect(left: 0, top: 95, right: 3, bottom: 100),
    ] {
      var layout = LabelLayout(in: bounds)
      let place = layout.place(width: 60, height: 12, at: box)
      #expect(bounds.intersection(place) == place)
    }
  }

  @Test("labels of one box do not cover each other")
  func apart() {
    var layout = LabelLayout(in: bounds)
    let box = PixelRect(left: 50, top: 20, right: 150, bottom: 90)
    let places = (0..<6).map { _ in layout.place(width: 40, height: 10, at: box) }
    for (index, one) in places.enumerated() {
      #expect(places[(index + 1)...].allSatisfy { $0.intersection(one).area == 0 })
    }
  }

  @Test("where nothing is free the least is covered")
  func full() {
    var layout = LabelLayout(in: PixelRect(left: 0, top: 0, right: 20, bottom: 10))
    let box = PixelRect(left: 0, top: 0, right: 20, bottom: 10)
    let places = (0..<3).map { _ in layout.place(width: 20, height: 10, at: box) }
    #expect(Set(places).count == 1)
  }
}

@Suite("Color")
struct ColorTests {
  private func distance(_ one: Color, _ other: Color) -> Int {
    abs(Int(one.red) - Int(other.red)) + abs(Int(one.green) - Int(other.green))
      + abs(Int(one.blue) - Int(other.blue))
  }

  @Test("neighbouring classes differ clearly", arguments: 0..<80)
  func neighbours(_ classIndex: Int) {
    let clearly = 120
    for other in classIndex + 1...classIndex + 4 {
      #expect(distance(Color(ofClass: classIndex), Color(ofClass: other)) > clearly)
    }
  }

  @Test("no two of 80 classes share a color")
  func distinct() {
    #expect(Set((0..<80).map { Color(ofClass: $0) }).count == 80)
  }

  @Test("text is black on light colors and white on dark ones")
  func contrast() {
    #expect(Color.white.contrasting == .black)
    #expect(Color.black.contrasting == .white)
    #expect(Color(red: 255, green: 255, blue: 0).contrasting == .black)
    #expect(Color(red: 0, green: 0, blue: 255).contrasting == .white)
  }
}
