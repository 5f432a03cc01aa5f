import Engine

/// The order in which an array of parameters lies while it is trained.
///
/// Weights of products lie as their micro-kernel reads them, so that no step packs them: panels of
/// a few outputs, [group][panel][depth][output of the panel], depth running over (tap, channel),
/// the last panel filled up with 0. Darknet's order is [output][channel][tap].
enum ParameterLayout: Sendable, Hashable {
  /// Darknet's order.
  case plain
  /// Darknet's order of a C × H × W activation turned into H × W × C.
  case activation(channels: Int, area: Int)
  /// Panels for products.
  case panels(PanelLayout)

  /// Values it takes for an array of `count`.
  func storedCount(_ count: Int) -> Int {
    switch self {
    case .plain, .activation: count
    case .panels(let layout): layout.storedCount
    }
  }

  /// Where value number `index` of Darknet's order lies.
  func place(of index: Int) -> Int {
    switch self {
    case .plain: index
    case .activation(let channels, let area):
      index % area * channels + index / area
    case .panels(let layout): layout.place(of: index)
    }
  }
}

/// The weights of products as panels.
struct PanelLayout: Sendable, Hashable {
  /// Products side by side, each with weights of its own.
  let groups: Int
  /// Outputs of a group.
  let outputs: Int
  /// Channels of the input of a group.
  let channels: Int
  /// Values of each channel that an output looks at.
  let taps: Int
  /// Columns of a panel.
  let width: Int

  /// Values each output is a sum of products with.
  var depth: Int { channels * taps }
  /// Panels of a group.
  var panels: Int { (outputs + width - 1) / width }
  /// Values from one panel to the next.
  var panelStride: Int { depth * width }
  /// Values of a group.
  var groupCount: Int { panels * panelStride }
  /// Values of all.
  var storedCount: Int { groups * groupCount }

  /// Where value number `index` of Darknet's order, [output][channel][tap], lies.
  func place(of index: Int) -> Int {
    let (row, column) = index.quotientAndRemainder(dividingBy: depth)
    let (group, output) = row.quotientAndRemainder(dividingBy: outputs)
    let (channel, tap) = column.quotientAndRemainder(dividingBy: taps)
    return group * groupCount + output / width * panelStride
      + (tap * channels + channel) * width + output % width
  }
}
