import CfgParser
import Engine

/// An array as the input of a network: channels × height × width.
struct InputArray {
  /// The file it came from.
  let path: String
  /// The extents.
  let (channels, height, width): (Int, Int, Int)
  /// The values, C × H × W.
  let values: [Float]

  /// Takes an array of three axes, or of four when the first has the extent 1.
  ///
  /// - Throws: `CommandError` with status 65.
  init(_ array: NpyArray, path: String) throws(CommandError) {
    let shape =
      array.shape.count == 4 && array.shape[0] == 1 ? array.shape.dropFirst() : array.shape[...]
    guard shape.count == 3, !shape.contains(0) else {
      let found = "(\(array.shape.map(String.init).joined(separator: ", ")))"
      let isSequence = array.shape.count == 4
      throw CommandError(
        .badData, path, "an array of shape \(found), (channels, height, width) is needed",
        help: isSequence ? "sequences are for recurrent networks, which are not supported yet" : nil
      )
    }
    let extents = Array(shape)
    (self.path, values) = (path, array.values)
    (channels, height, width) = (extents[0], extents[1], extents[2])
  }

  /// Makes sure that the network, made in this size, takes the array.
  ///
  /// - Throws: `CommandError` with status 65.
  func check(_ network: Network) throws(CommandError) {
    let input = network.inputShape
    let isImage = network.settings.width != nil
    guard isImage ? input.channels == channels : input.count == values.count else {
      let taken = isImage ? "\(input.channels) channels" : "\(input.count) values"
      throw CommandError(
        .badData, path, "\(channels) × \(height) × \(width) values, \(network.file) takes \(taken)")
    }
  }
}
