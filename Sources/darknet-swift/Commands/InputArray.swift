import CfgParser
import Engine

/// An array as the input of a network: channels × height × width, or a sequence of such.
struct InputArray {
  /// The file it came from.
  let path: String
  /// The extents.
  let (channels, height, width): (Int, Int, Int)
  /// The values of every step, C × H × W; an array without steps has one.
  let steps: [ArraySlice<Float>]

  /// Takes an array of three axes, or of four: a sequence of steps.
  ///
  /// - Throws: `CommandError` with status 65.
  init(_ array: NpyArray, path: String) throws(CommandError) {
    let shape = array.shape
    guard [3, 4].contains(shape.count), !shape.contains(0) else {
      let found = "(\(shape.map(String.init).joined(separator: ", ")))"
      throw CommandError(
        .badData, path, "an array of shape \(found), (channels, height, width) is needed",
        help: "a sequence is of shape (steps, channels, height, width)")
    }
    let extents = Array(shape.suffix(3))
    let (values, count) = (array.values, extents.reduce(1, *))
    steps = stride(from: 0, to: values.count, by: count).map { values[$0..<$0 + count] }
    self.path = path
    (channels, height, width) = (extents[0], extents[1], extents[2])
  }

  /// Makes sure that the network, made in this size, takes the array.
  ///
  /// - Throws: `CommandError` with status 65.
  func check(_ network: Network) throws(CommandError) {
    let input = network.inputShape
    let isImage = network.settings.width != nil
    guard isImage ? input.channels == channels : input.count == steps[0].count else {
      let taken = isImage ? "\(input.channels) channels" : "\(input.count) values"
      throw CommandError(
        .badData, path, "\(channels) × \(height) × \(width) values, \(network.file) takes \(taken)")
    }
  }
}
