/// The `anchors=` lines of cfg files.
public enum AnchorText {
  /// Anchors in cells of the grid, as `[region]` takes them: up to four decimals.
  public static func cells(_ anchors: [BoxSize], stride: Double) -> String {
    list(anchors.map { [$0.width / stride, $0.height / stride] }, decimals: 4)
  }

  /// Anchors in pixels of the network's input, as `[yolo]` takes them: whole ones, as in published
  /// files, at least 1.
  public static func pixels(_ anchors: [BoxSize]) -> String {
    list(anchors.map { [max(1, $0.width), max(1, $0.height)] }, decimals: 0)
  }

  private static func list(_ pairs: [[Double]], decimals: Int) -> String {
    pairs.map { pair in
      pair.map { DecimalText.rounded($0, to: decimals) }.joined(separator: ",")
    }.joined(separator: ", ")
  }
}
