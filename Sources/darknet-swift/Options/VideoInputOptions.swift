public import ArgumentParser
public import Engine

/// What a video is, and which of its frames are looked at.
struct VideoInputOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The stream has no header: frames of this size one behind the other.", valueName: "WxH"))
  var rawSize: FrameSize?

  @Option(help: "How the pixels of raw frames lie; rgb24 unless given.")
  var rawFormat: PixelFormat?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Frames a second of streams that do not say, which are raw frames and MJPEG: 30 or 30000/1001; 25 \
      unless given.
      """,
      valueName: "rate"))
  var rate: FrameRate?

  @Option(
    help: """
      What the luma of y4m and raw frames is made of; bt709 from 720 rows or 1280 columns on, else \
      bt601.
      """)
  var matrix: ColorCoding.Matrix?

  @Option(help: "Whether black is 16 or 0 in y4m and raw frames that do not say; limited is 16.")
  var range: ColorCoding.Range?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Look at every N-th frame only.", valueName: "n"), transform: Count.parse)
  var stride = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Stop after N frames that were looked at.", valueName: "n"),
    transform: { try Count.parse($0, upTo: Int(Int32.max)) })
  var limit: Int?

  @Flag(
    help: """
      For live streams: when frames come faster than they are looked at, take the newest; the numbers \
      of the others are missing in the results.
      """)
  var drop = false

  func validate() throws {
    if rawFormat != nil, rawSize == nil {
      throw ValidationError("--raw-format needs --raw-size, such as --raw-size 640x480")
    }
  }

  /// What raw frames are, if that is what the stream has.
  ///
  /// - Throws: `VideoError` for frames that are too large.
  var rawLayout: RawFrameLayout? {
    get throws(VideoError) {
      guard let size = rawSize else { return nil }
      let coding = ColorCoding(
        matrix ?? .assumed(width: size.width, height: size.height), range ?? .limited)
      return try RawFrameLayout(
        width: size.width, height: size.height, format: rawFormat ?? .rgb24, coding: coding)
    }
  }
}

/// Columns and rows, as `640x480`.
struct FrameSize: ExpressibleByArgument {
  /// Columns.
  let width: Int
  /// Rows.
  let height: Int

  init?(argument: String) {
    let numbers = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
      .map { Int($0) }
    guard numbers.count == 2, let width = numbers[0], let height = numbers[1], width > 0, height > 0
    else { return nil }
    (self.width, self.height) = (width, height)
  }
}

extension FrameRate: ExpressibleByArgument {
  /// A rate such as `25`, `29.97`, `30000/1001` or `30000:1001`.
  public init?(argument: String) {
    let parts = argument.split(omittingEmptySubsequences: false) { "/:".contains($0) }
    let decimals = argument.split(separator: ".", omittingEmptySubsequences: false)
    if decimals.count == 2, parts.count == 1, decimals[1].count <= 6, !decimals[1].isEmpty {
      let scale = decimals[1].reduce(1) { scale, _ in scale * 10 }
      guard let whole = Int(decimals[0]), let part = Int(decimals[1]), whole < 1000 else {
        return nil
      }
      self.init(whole * scale + part, scale)
    } else {
      guard let first = Int(parts[0]), parts.count <= 2 else { return nil }
      self.init(first, parts.count == 2 ? Int(parts[1]) ?? 0 : 1)
    }
  }
}

extension PixelFormat: ExpressibleByArgument {}
extension ColorCoding.Matrix: ExpressibleByArgument {}
extension ColorCoding.Range: ExpressibleByArgument {}
