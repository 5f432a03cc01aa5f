import CfgParser

extension Session {
  /// Puts a picture in place as the network's input.
  ///
  /// - Parameters:
  ///   - picture: the picture; an image becomes gray or coloured as the network wants it.
  ///   - mode: how it is fitted.
  ///   - index: which image of the batch it is, from 0.
  /// - Returns: where it came to lie, to find the way back from boxes.
  mutating func setPicture(
    _ picture: some NetworkPicture, fitted mode: ResizeMode, at index: Int = 0
  ) -> Placement {
    let shape = plan.network.inputShape
    let placement = Placement(
      imageWidth: picture.width, imageHeight: picture.height, width: shape.width,
      height: shape.height, mode: mode)
    tensor(plan.input, image: index).withMutableSpan { values in
      picture.write(into: &values, at: placement, channels: shape.channels)
    }
    return placement
  }
}
