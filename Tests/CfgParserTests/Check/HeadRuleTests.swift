import CfgParser
import Testing

@Suite("rules for heads")
struct HeadRuleTests {
  /// A head of 80 classes behind a convolution, from line 10 on.
  private static func region(
    filters: Int = 425, classes: Int = 80, convolution: String = "activation=linear",
    anchors: String = "1,1, 2,2, 3,3, 5,4, 9,8"
  ) -> String {
    detector(
      """
      \(backbone)[convolutional]
      filters=\(filters)
      \(convolution)
      [region]
      classes=\(classes)
      num=5
      anchors=\(anchors)
      """)
  }

  private static func yolo(
    _ keys: String, filters: Int = 21, activation: String = "linear"
  ) -> String {
    detector(
      """
      \(backbone)[convolutional]
      filters=\(filters)
      activation=\(activation)
      [yolo]
      classes=2
      \(keys)
      """)
  }

  /// Two heads, of cells of 32 and of 16 pixels, the masks at lines 16 and 28.
  private static func twoHeads(_ coarse: String, _ fine: String, classes: Int = 2) -> String {
    let anchors = "num=4\nanchors=10,14, 23,27, 81,82, 344,319"
    return detector(
      """
      \(backbone)[convolutional]
      filters=14
      activation=linear
      [yolo]
      classes=2
      \(anchors)
      mask=\(coarse)
      [route]
      layers=0
      [upsample]
      [convolutional]
      filters=\(2 * (5 + classes))
      activation=linear
      [yolo]
      classes=\(classes)
      \(anchors)
      mask=\(fine)
      """)
  }

  @Test("heads as they are published have no findings")
  func sound() {
    #expect(findings(in: Self.region()) == [])
    #expect(findings(in: Self.yolo("num=3\nmask=0,1,2\nanchors=10,14, 81,82, 344,319")) == [])
    #expect(findings(in: Self.twoHeads("2,3", "0,1")) == [])
  }

  @Test("filters that are for other classes are told where they stand, with both ways out")
  func filters() {
    let text = Self.region(filters: 125)
    #expect(
      findings(in: text).map(\.description) == [
        "net.cfg:11:9: error: layer 1 [convolutional]: filters=125 are for classes=20, but layer 2 "
          + "[region] needs 425 channels (num 5 × (coords 4 + 1 + classes 80)); set filters=425 at "
          + "line 11, or classes=20 at line 14"
      ])
  }

  @Test("filters that are for no number of classes are told, too")
  func oddFilters() {
    let found = lines(of: "head-filters", in: Self.region(filters: 42))
    #expect(found.first?.contains("filters=42 do not fit, but layer 2 [region] needs 425") == true)
  }

  @Test("a head behind another layer than a convolution is told at the head")
  func otherLayer() {
    let text = Self.region().replacing("[region]", with: "[dropout]\n[region]")
      .replacing("filters=425", with: "filters=125")
    #expect(lines(of: "head-filters", in: text) == [])
    #expect(lines(of: "shape-mismatch", in: text).first?.hasPrefix("net.cfg:14:1: error: ") == true)
  }

  @Test(
    "an activation that spoils a head's values is a warning",
    arguments: [
      (
        region(convolution: "activation=leaky"),
        "net.cfg:12:12: warning: layer 1 [convolutional] has leaky; layer 2 [region] expects linear"
      ),
      (
        region(convolution: ""),
        "net.cfg:10:1: warning: layer 1 [convolutional] has no activation, which is logistic; layer "
          + "2 [region] expects linear"
      ),
      (
        yolo("num=3\nanchors=10,14, 81,82, 344,319\nnew_coords=1"),
        "net.cfg:12:12: warning: layer 1 [convolutional] has linear; layer 2 [yolo] expects "
          + "logistic with new_coords=1"
      ),
    ])
  func activation(_ text: String, _ line: String) {
    #expect(lines(of: "head-activation", in: text) == [line])
    #expect(lines(of: "missing-activation", in: text) == [])
  }

  @Test("new_coords with a logistic convolution is as it should be")
  func newCoords() {
    let text = Self.yolo(
      "num=3\nanchors=10,14, 81,82, 344,319\nnew_coords=1", activation: "logistic")
    #expect(lines(of: "head-activation", in: text) == [])
  }

  @Test("batch normalisation before a head is a warning")
  func normalization() {
    let text = Self.region(convolution: "batch_normalize=1\nactivation=linear")
    #expect(
      lines(of: "head-normalization", in: text) == [
        "net.cfg:12:17: warning: layer 1 [convolutional] normalises what layer 2 [region] reads; "
          + "published heads have a bias alone there, and their weights will not fit"
      ])
  }

  @Test("heads with different classes are a warning at the second")
  func classes() {
    #expect(
      lines(of: "head-classes", in: Self.twoHeads("2,3", "0,1", classes: 4)) == [
        "net.cfg:25:9: warning: layer 6 [yolo] has 4 classes, layer 2 [yolo] 2; one list names those "
          + "of all heads"
      ])
  }

  @Test(
    "anchors in the other head's unit are a warning, with the factor",
    arguments: [
      (
        region(anchors: "18,21, 60,64, 106,175, 252,112, 312,293"),
        "net.cfg:16:9: warning: anchors go up to 312×293, the grid has 13×13 cells; [region] takes "
          + "cells, these look like pixels; divide them by 32, the pixels of a cell"
      ),
      (
        yolo("num=3\nanchors=0.5,1, 2,3.5, 11.2,10"),
        "net.cfg:16:9: warning: anchors go up to 11.2×10, of 416×416 pixels; [yolo] takes pixels of "
          + "the input, these look like cells; multiply them by 32, the pixels of a cell"
      ),
      (
        yolo("num=3\nanchors=10,14, 23,27, 61,4561"),
        "net.cfg:16:9: warning: anchors go up to 61×4561, the input has 416×416 pixels"
      ),
    ])
  func anchorUnit(_ text: String, _ line: String) {
    #expect(lines(of: "anchor-unit", in: text) == [line])
  }

  @Test("anchors of a published network that are wider than its grid are no warning")
  func wideAnchors() {
    let tiny = "1.08,1.19, 3.42,4.41, 6.63,11.38, 9.42,5.11, 16.62,10.52"
    #expect(findings(in: Self.region(anchors: tiny)) == [])
  }

  @Test("more anchors than num are a warning, those of no mask a note")
  func anchorCount() {
    let text = Self.yolo("num=2\nmask=0,1,2\nanchors=10,14, 81,82, 344,319, 350,350")
    #expect(
      lines(of: "anchor-count", in: text) == [
        "net.cfg:17:9: warning: layer 2 [yolo] has 4 anchors for num=2; here all can be named in "
          + "'mask', Darknet has room for 2; set num=4"
      ])
    #expect(
      lines(of: "unused-anchor", in: text) == [
        "net.cfg:17:9: note: anchor 3 is in no head's mask, so nothing of that size is looked for"
      ])
  }

  @Test("masks that give small anchors to large cells are a warning")
  func maskOrder() {
    #expect(
      lines(of: "mask-order", in: Self.twoHeads("0,1", "2,3")) == [
        "net.cfg:17:6: warning: layer 2 [yolo] has 13×13 cells and smaller anchors than layer 6 "
          + "[yolo] with 26×26; their masks may be swapped"
      ])
  }

  @Test(
    "a width or height that the cells do not divide is a warning where it stands",
    arguments: [("width", 2, "columns"), ("height", 3, "rows")])
  func inputSize(_ key: String, _ line: Int, _ what: String) {
    let text = Self.region().replacing("\(key)=416", with: "\(key)=430")
    #expect(
      lines(of: "input-size", in: text) == [
        "net.cfg:\(line):\(key.count + 2): warning: \(key)=430 is not divided by the 13 \(what) of "
          + "layer 2 [region]; boxes are less exact; most networks take multiples of 32"
      ])
  }

  @Test("names and a data file for another number of classes are warnings")
  func names() throws {
    let names = try NamesFile(parsing: "a\nb\n\nd\n", file: "net.names")
    let data = try DataFile(parsing: "train=x\nclasses = 3\nclasses = 4\n", file: "net.data")
    let found = findings(
      in: Self.yolo("num=3\nanchors=10,14, 81,82, 344,319"), names: names, data: data)
    #expect(
      found.map(\.description) == [
        "net.names: warning: the list has 4 names for 2 classes; the rest is ignored",
        "net.data:2: warning: 'classes=3', but the network has 2",
        "net.names:3: warning: the label of class 2 is empty",
        "net.data:3: warning: 'classes=4' is ignored; 'classes=3' at line 2 counts",
      ])
  }

  @Test("a softmax at the end counts as classes")
  func classifier() throws {
    let names = try NamesFile(parsing: "a\nb\n", file: "net.names")
    let text = net("[convolutional]\nfilters=3\nactivation=linear\n[avgpool]\n[softmax]\n[cost]\n")
    #expect(
      findings(in: text, names: names).map(\.message) == [
        "the list has 2 names for 3 classes; the others are called class_2 and so on"
      ])
  }
}
