extension Image {
  /// The image in color with boxes and labels drawn on it.
  ///
  /// Every class has a color of its own. Lines and letters follow the size of the image, are
  /// outlined in black or white so that they show on any background, and stay inside it. The more
  /// confident detection is on top, and labels avoid each other where there is room.
  ///
  /// - Parameter detections: What to draw, in any order; boxes that are not numbers are left out.
  /// - Returns: A picture of the same size with three channels.
  public func annotated(with detections: [Detection]) -> Image {
    let ranked = detections.filter { !$0.confidence.isNaN }.sorted { $0.confidence > $1.confidence }
    let boxes = ranked.compactMap { detection in
      PixelRect(detection.box, inWidth: width, height: height).map { (detection, $0) }
    }
    var annotator = Annotator(self)
    for (detection, box) in boxes.reversed() { annotator.drawBox(box, detection.classIndex) }
    let labels = boxes.compactMap { detection, box in
      annotator.placedLabel(of: detection, at: box)
    }
    for label in labels.reversed() { annotator.drawLabel(label) }
    return annotator.canvas.image
  }
}

/// Draws the parts of one annotated picture.
private struct Annotator {
  /// Text in its place, in the color of its class.
  struct Label {
    let text: GlyphMask
    let place: PixelRect
    let color: Color
  }

  private(set) var canvas: Canvas
  private let style: AnnotationStyle
  private var layout: LabelLayout
  private var glyphs: [Character: GlyphMask] = [:]

  init(_ image: Image) {
    canvas = Canvas(image)
    style = AnnotationStyle(imageWidth: image.width, imageHeight: image.height)
    layout = LabelLayout(in: canvas.bounds)
  }

  mutating func drawBox(_ box: PixelRect, _ classIndex: Int) {
    let color = Color(ofClass: classIndex)
    let (line, outline) = (style.lineWidth, style.outlineWidth)
    canvas.frame(box.grown(by: outline), width: line + 2 * outline, color.contrasting)
    canvas.frame(box, width: line, color)
  }

  /// The detection's label in its place; `nil` where the image has no room for any.
  mutating func placedLabel(of detection: Detection, at box: PixelRect) -> Label? {
    let border = style.outlineWidth
    let sides = 2 * (margin + border)
    guard let text = fittingText(of: detection, width: canvas.bounds.width - sides) else {
      return nil
    }
    let height = text.height + margin + 2 * border
    guard height * 3 <= canvas.bounds.height else { return nil }
    let place = layout.place(
      width: text.width + sides, height: height, at: box.grown(by: border))
    return Label(text: text, place: place, color: Color(ofClass: detection.classIndex))
  }

  mutating func drawLabel(_ label: Label) {
    let border = style.outlineWidth
    canvas.fill(label.place, label.color.contrasting)
    canvas.fill(label.place.grown(by: -border), label.color)
    canvas.write(
      label.text, left: label.place.left + border + margin, top: label.place.top + border + margin,
      label.color.contrasting)
  }

  /// Pixels between the edge of a label and its text; below, the room for descenders is enough.
  private var margin: Int { Int(style.textHeight / 8) }

  private mutating func fittingText(of detection: Detection, width: Int) -> GlyphMask? {
    for form in LabelText.forms(of: detection) {
      let mask = GlyphMask(joining: form.map { glyph($0) })
      if mask.width <= width { return mask }
    }
    return nil
  }

  private mutating func glyph(_ character: Character) -> GlyphMask {
    if let known = glyphs[character] { return known }
    let strokes = StrokeFont.strokes(of: character) ?? StrokeFont.unknown
    let made = GlyphMask(
      GlyphOutline(strokes: strokes), scale: style.textHeight / StrokeFont.lineHeight)
    glyphs[character] = made
    return made
  }
}
