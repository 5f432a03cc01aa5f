/// The first line of a YUV4MPEG2 stream: size, rate, and how pixels lie.
///
/// - Reference: yuv4mpeg(5) of MJPEG Tools; ffmpeg's `XCOLORRANGE`.
public struct Y4MHeader: Sendable, Hashable {
  /// What every stream starts with.
  static let magic = Array("YUV4MPEG2".utf8)
  /// Far above what any program writes.
  static let longestLine = 1 << 12

  /// What a frame is.
  public let layout: RawFrameLayout
  /// Frames a second; ``FrameRate/assumed`` where the header has none.
  public let rate: FrameRate

  /// Reads the line, without its end.
  ///
  /// Interlaced frames are taken as they are, pixels as square, and tags nobody knows as notes.
  ///
  /// - Parameters:
  ///   - line: The bytes of the line.
  ///   - matrix: What luma is made of; nil is BT.601 or BT.709 by size.
  ///   - range: What black and white are where the header does not say; nil is limited.
  /// - Throws: `VideoError` for a header that makes no sense, or with more than 8 bits a value.
  init(
    _ line: [UInt8], matrix: ColorCoding.Matrix?, range: ColorCoding.Range?
  ) throws(VideoError) {
    let words = String(decoding: line, as: UTF8.self).split(separator: " ")
    guard line.starts(with: Self.magic), words.first == "YUV4MPEG2" else {
      throw VideoError(.notAVideo, "not a y4m stream: it does not start with 'YUV4MPEG2'")
    }
    let tags = Tags(words.dropFirst())
    let (width, height) = (try tags.size("W"), try tags.size("H"))
    let coding = ColorCoding(
      matrix ?? .assumed(width: width, height: height), tags.range ?? range ?? .limited)
    layout = try RawFrameLayout(
      width: width, height: height, format: tags.format(), coding: coding)
    rate = try tags.rate()
  }
}

/// The tags of a header: a letter and its value; of two the first counts.
private struct Tags {
  private var values: [Character: Substring] = [:]
  /// What `XCOLORRANGE` says.
  private(set) var range: ColorCoding.Range?

  init(_ words: ArraySlice<Substring>) {
    for word in words {
      guard let letter = word.first else { continue }
      switch word {
      case "XCOLORRANGE=FULL": range = .full
      case "XCOLORRANGE=LIMITED": range = .limited
      default: if values[letter] == nil { values[letter] = word.dropFirst() }
      }
    }
  }

  func size(_ letter: Character) throws(VideoError) -> Int {
    let text = values[letter] ?? ""
    let name = letter == "W" ? "width" : "height"
    guard !text.isEmpty else { throw VideoError(.damaged, "the y4m header has no \(name)") }
    guard let size = Int(text), size > 0 else {
      throw VideoError(.damaged, "the y4m header's \(name) '\(text)' is not a number from 1 on")
    }
    return size
  }

  func rate() throws(VideoError) -> FrameRate {
    // 0:0 stands for a rate nobody knows.
    guard let text = values["F"], text != "0:0" else { return .assumed }
    let numbers = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let numerator = numbers[0], let denominator = numbers[1],
      let rate = FrameRate(numerator, denominator)
    else {
      throw VideoError(
        .damaged, "the y4m header's rate '\(text)' is not a fraction such as 30000:1001")
    }
    return rate
  }

  func format() throws(VideoError) -> PixelFormat {
    let name = String(values["C"] ?? "420")
    if let format = Self.formats[name] { return format }
    if name.wholeMatch(of: /(4[0-9]{2}|mono)p?(9|1[0-6])/) != nil {
      throw VideoError(
        .unsupported, "frames of 'C\(name)' have more than 8 bits a value; 8 are read",
        help: "have ffmpeg convert them: -pix_fmt yuv420p -f yuv4mpegpipe")
    }
    throw VideoError(
      .unsupported, "frames of 'C\(name)' are not known",
      help: "known are \(Self.formats.keys.sorted().map { "C\($0)" }.joined(separator: ", "))")
  }

  /// Those of 4:2:0 differ by where chroma was taken, which nearest values do not need.
  private static let formats: [String: PixelFormat] = [
    "420": .yuv420p, "420jpeg": .yuv420p, "420mpeg2": .yuv420p, "420paldv": .yuv420p,
    "411": .yuv411p, "422": .yuv422p, "440": .yuv440p, "444": .yuv444p, "444alpha": .yuva444p,
    "mono": .gray8,
  ]
}
