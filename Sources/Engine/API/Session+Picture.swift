import CfgParser

extension Session {
  /// Puts a picture in place as the network's input.
  ///
  /// - Parameters:
  ///   - image: the picture; it becomes gray or coloured as the network wants it.
  ///   - mode: how it is fitted.
  ///   - index: which image of the batch it is, from 0.
  /// - Returns: where it came to lie, to find the way back from boxes.
  mutating func setPicture(_ image: Image, fitted mode: ResizeMode, at index: Int = 0) -> Placement
  {
    let shape = plan.network.inputShape
    let picture = image.converted(toChannels: shape.channels)
    return tensor(plan.input, image: index).withMutableSpan { values in
      picture.writeNetworkInput(
        into: &values, width: shape.width, height: shape.height, mode: mode)
    }
  }
}
