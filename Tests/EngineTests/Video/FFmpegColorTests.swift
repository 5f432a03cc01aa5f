import Engine
import Foundation
import TestSupport
import Testing

/// Frames as ffmpeg writes them, compared with the pixels it makes of them itself.
@Suite("colours as ffmpeg has them", .enabled(if: FFmpegTool.isInstalled, "\(FFmpegTool.remark)"))
struct FFmpegColorTests {
  /// Both round, at other places.
  private static let tolerance = 1
  private static let exact = "flags=neighbor+accurate_rnd+full_chroma_int"

  @Test(
    "nearest chroma, both ranges, every sampling",
    arguments: ["yuv420p", "yuvj420p", "yuv422p", "yuv411p", "yuv444p", "gray"])
  func samplings(_ format: String) throws {
    let folder = try TemporaryFolder()
    _ = try FFmpegTool.run(
      "-f lavfi -i testsrc2=size=64x48:rate=5:duration=0.4 -pix_fmt \(format) clip.y4m", in: folder)
    try compare(folder, matrix: nil, filter: "scale=\(Self.exact)")
  }

  @Test("BT.709")
  func highDefinition() throws {
    let folder = try TemporaryFolder()
    _ = try FFmpegTool.run(
      "-f lavfi -i testsrc2=size=64x48:rate=5:duration=0.4 -pix_fmt yuv422p clip.y4m", in: folder)
    try compare(folder, matrix: .bt709, filter: "scale=\(Self.exact):in_color_matrix=bt709")
  }

  private func compare(
    _ folder: TemporaryFolder, matrix: ColorCoding.Matrix?, filter: String
  ) throws {
    let bytes = Array(try Data(contentsOf: folder.url.appending(path: "clip.y4m")))
    let pixels = try FFmpegTool.run(
      "-i clip.y4m -vf \(filter),format=rgb24 -f rawvideo -", in: folder)
    var reader = try Y4MReader(matrix: matrix, reading: ByteSupplies.supply(bytes))
    var ours: [UInt8] = []
    while let frame = try reader.next() { ours += try frame.image(named: "frame").pixels }
    try #require(ours.count == pixels.count && !ours.isEmpty)
    let furthest = zip(ours, pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(furthest <= Self.tolerance)
  }
}
