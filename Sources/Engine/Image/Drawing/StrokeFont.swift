/// A font drawn with a round pen, made for this project: legible at any size, no file needed.
///
/// A glyph is a row of strokes. Each stroke is a run of points, two characters a point: column and
/// row in base 36, on a grid where capitals reach from row 0 to the baseline at row 14 (`e`), small
/// letters start at row 4 and descenders end at row 18 (`i`). A stroke that starts with `~` is
/// rounded: its points steer a quadratic B-spline, closed where the last point is the first. A
/// stroke of one point twice is a dot.
enum StrokeFont {
  /// Rows from the top of capitals to the lowest descender.
  static let lineHeight: Float = 18
  /// Rows of a capital letter.
  static let capitalHeight: Float = 14
  /// Columns between the outer points of neighbouring glyphs.
  static let spacing: Float = 4
  /// Half the width of the pen.
  static let penRadius: Float = 1.05
  /// Columns of a blank.
  static let blankWidth: Float = 2

  /// The strokes of a printable ASCII character; `nil` for any other.
  static func strokes(of character: Character) -> String? {
    guard let code = character.asciiValue, code >= 32, Int(code) - 32 < glyphs.count else {
      return nil
    }
    return glyphs[Int(code) - 32]
  }

  /// What stands for a character that cannot be drawn: an empty frame.
  static let unknown = "000e8e8000"

  /// The printable ASCII characters in order, from the blank on.
  private static let glyphs: [String] = [
    "",  // blank
    "000a 0e0e",  // !
    "0004 3034",  // "
    "402e 907e 05a5 09a9",  // #
    "~93900007979e0e0b 505g",  // $
    "~0050560600 ~78c8ce7e78 a02e",  // %
    "~ae25208085090e8ea9",  // &
    "0004",  // '
    "~40040d4h",  // (
    "~00444d0h",  // )
    "4048 0286 8206",  // *
    "444c 0888",  // +
    "1d0h",  // ,
    "0858",  // -
    "0e0e",  // .
    "600e",  // /
    "~000e8e8000",  // 0
    "03303e",  // 1
    "~040080860e 0e8e",  // 2
    "~0200707737 ~37878e0e0b",  // 3
    "6e600a8a",  // 4
    "701006 ~06858e0e0b",  // 5
    "~700109 ~05858e0e05",  // 6
    "00803e",  // 7
    "~1070771710 ~07878e0e07",  // 8
    "~0080890900 ~858d1e",  // 9
    "0606 0e0e",  // :
    "1616 1d0h",  // ;
    "84098e",  // <
    "0686 0b8b",  // =
    "04890e",  // >
    "~0300808747 474a 4e4e",  // ?
    "~ae0e00e0eb9b96 ~44949b4b44",  // @
    "0e50ae 2989",  // A
    "40000e4e 0747 ~40909747 ~47a7ae4e",  // B
    "~a3a0000eaeab",  // C
    "30000e3e ~30a0ae3e",  // D
    "90000e9e 0777",  // E
    "80000e 0767",  // F
    "~a3a0000eaea8 a868",  // G
    "000e a0ae 07a7",  // H
    "000e",  // I
    "606a ~6a6e0e0a",  // J
    "000e 9009 369e",  // K
    "000e8e",  // L
    "0e006ac0ce",  // M
    "0e00aea0",  // N
    "~000eaea000",  // O
    "0e0040 0848 ~40a0a848",  // P
    "~000eaea000 6abf",  // Q
    "0e0040 0848 ~40a0a848 489e",  // R
    "~93900007979e0e0b",  // S
    "00a0 505e",  // T
    "0009 a0a9 ~090eaea9",  // U
    "005ea0",  // V
    "003e72bee0",  // W
    "009e 900e",  // X
    "0057a0 575e",  // Y
    "00900e9e",  // Z
    "30000h3h",  // [
    "006e",  // backslash
    "00303h0h",  // ]
    "054085",  // ^
    "0g8g",  // _
    "0033",  // `
    "~04848e0e04 848e",  // a
    "000e ~04848e0e04",  // b
    "~7774040e7e7b",  // c
    "808e ~04848e0e04",  // d
    "0989 ~8984040e8e8c",  // e
    "~502024 242e 0545",  // f
    "~04848e0e04 848e ~8e8i0i",  // g
    "000e ~0904848a 8a8e",  // h
    "040e 0000",  // i
    "343e ~3e3i0i 3030",  // j
    "000e 740b 387e",  // k
    "000b ~0b0e3e",  // l
    "040e ~0904646a 6a6e ~6964c4ca cace",  // m
    "040e ~0904848a 8a8e",  // n
    "~04848e0e04",  // o
    "040i ~04848e0e04",  // p
    "848i ~04848e0e04",  // q
    "040e ~090454",  // r
    "~76740409797e0e0c",  // s
    "212a ~2a2e6e 0454",  // t
    "0409 ~090e8e89 848e",  // u
    "044e84",  // v
    "043e659ec4",  // w
    "047e 740e",  // x
    "044d 842i",  // y
    "04740e7e",  // z
    "~50202808 ~08282h5h",  // {
    "000h",  // |
    "~00303858 ~58383h0h",  // }
    "~09256b87",  // ~
  ]
}
