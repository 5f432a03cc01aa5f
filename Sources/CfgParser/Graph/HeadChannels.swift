/// How many channels a head needs: boxes · (values of a box + classes).
struct HeadChannels {
  /// Boxes a cell.
  let boxes: Int
  /// The same, as messages say it: `num 5`.
  let boxesText: String
  /// Values of a box besides its classes.
  let values: Int
  /// The same, as messages say it: `coords 4 + 1`.
  let valuesText: String
  /// Classes of a box.
  let classes: Int

  /// The input as it is, if it is an image of the right number of channels.
  ///
  /// - Throws: A ``LayerFault`` that shows the sum, and the number of classes that would suit the
  ///   input.
  func check(_ input: Shape) throws(LayerFault) -> Shape {
    let image = try input.image()
    let wanted = saturatingProduct(boxes, values + classes)
    guard image.channels != wanted else { return image }
    let sum = "\(boxesText) × (\(valuesText) + classes \(classes))"
    var fault = LayerFault(
      "needs \(Wording.grouped(wanted)) channels (\(sum))", wantedChannels: wanted)
    let fitting = image.channels / boxes - values
    if image.channels.isMultiple(of: boxes), fitting > 0 {
      fault.alternative = LayerFault.Setting("classes", fitting)
    }
    throw fault
  }
}
