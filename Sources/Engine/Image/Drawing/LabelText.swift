/// What is written beside a box: the class and how sure it is.
enum LabelText {
  /// Characters a name may have before it is cut short.
  static let maximumNameLength = 32

  /// `dog 82%`, then shorter and shorter forms for where that does not fit: `dog`, `do`.
  ///
  /// Names the font cannot write become `class 16`.
  static func forms(of detection: Detection) -> [String] {
    let name = name(detection.label, classIndex: detection.classIndex)
    let cut = stride(from: name.count - 1, to: 1, by: -1).map { String(name.prefix($0)) }
    return ["\(name) \(percent(detection.confidence))", name] + cut
  }

  private static func name(_ label: String, classIndex: Int) -> String {
    let drawable = label.prefix(maximumNameLength + 1).map(drawable)
    let known = drawable.filter { $0 != nil }.count
    guard known * 2 > drawable.count else { return "class \(classIndex)" }
    let name = drawable.map { $0 ?? "?" }.joined()
    return name.count > maximumNameLength ? name.prefix(maximumNameLength - 2) + ".." : name
  }

  /// The character itself where the font has it, its base letter where it has an accent.
  private static func drawable(_ character: Character) -> String? {
    if StrokeFont.strokes(of: character) != nil { return String(character) }
    if character.isWhitespace { return " " }
    return baseLetters.first { $0.accented.contains(character) }?.base
  }

  private static func percent(_ confidence: Float) -> String {
    guard confidence.isFinite else { return "?%" }
    return "\(Int((min(max(confidence, 0), 1) * 100).rounded(.toNearestOrEven)))%"
  }

  private static let baseLetters: [(accented: String, base: String)] = [
    ("ÀÁÂÃÄÅĀĂĄ", "A"), ("ÇĆĈĊČ", "C"), ("ĎĐÐ", "D"), ("ÈÉÊËĒĔĖĘĚ", "E"), ("ĜĞĠĢ", "G"),
    ("ĤĦ", "H"), ("ÌÍÎÏĨĪĬĮİ", "I"), ("Ĵ", "J"), ("Ķ", "K"), ("ĹĻĽĿŁ", "L"), ("ÑŃŅŇ", "N"),
    ("ÒÓÔÕÖØŌŎŐ", "O"), ("ŔŖŘ", "R"), ("ŚŜŞŠȘ", "S"), ("ŢŤŦȚ", "T"), ("ÙÚÛÜŨŪŬŮŰŲ", "U"),
    ("Ŵ", "W"), ("ÝŶŸ", "Y"), ("ŹŻŽ", "Z"), ("àáâãäåāăą", "a"), ("çćĉċč", "c"), ("ďđð", "d"),
    ("èéêëēĕėęě", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"), ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"),
    ("ĺļľŀł", "l"), ("ñńņň", "n"), ("òóôõöøōŏő", "o"), ("ŕŗř", "r"), ("śŝşšș", "s"), ("ß", "ss"),
    ("æ", "ae"), ("œ", "oe"), ("Æ", "AE"), ("Œ", "OE"),
    ("ţťŧț", "t"), ("ùúûüũūŭůűų", "u"), ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"),
    ("–—−", "-"), ("‘’", "'"), ("“”", "\""), ("·•", "."),
  ]
}
