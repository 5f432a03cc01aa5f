import CfgParser
import Testing

@Suite("ignored options")
struct IgnoredOptionsTests {
  private static let text = net(
    """
    momentum=0.9
    batch=64
    letter_box=1
    learning_rate=0.001
    [dropout]
    [convolutional]
    filters=7
    stopbackward=1
    binary=1
    unheard_of=1
    [yolo]
    anchors=1,2
    num=1
    classes=2
    iou_loss=ciou
    scale_x_y=1.05
    jitter=.3
    [cost]
    type=sse
    """)

  @Test("every section with keys that mean nothing to inference is told, line by line")
  func keys() throws {
    let ignored = try network(Self.text).ignored
    #expect(ignored.map(\.section) == ["net", "dropout", "convolutional", "yolo", "cost"])
    #expect(ignored.map(\.location.line) == [1, 9, 10, 15, 22])
    #expect(
      ignored.map(\.keys) == [
        ["momentum", "batch", "learning_rate"], [], ["stopbackward", "binary"],
        ["iou_loss", "jitter"], ["type"],
      ])
  }

  @Test("sections that do nothing at inference are told as a whole")
  func sections() throws {
    let whole = try network(Self.text).ignored.filter(\.isWholeSection)
    #expect(whole.map(\.section) == ["dropout", "cost"])
  }

  @Test("nothing is told where there is nothing, and what is told is no warning")
  func nothing() throws {
    #expect(try network(net("[conv]\nfilters=2")).ignored == [])
    #expect(try network(Self.text).warnings.map(\.code) == [.unknownKey])
  }
}
