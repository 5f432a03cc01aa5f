/// The order in which darknet's suppression sees the boxes of a head that hands on empty ones too.
enum LiveOrder {
  /// The slots that hold an object.
  ///
  /// Suppression drops empty slots by moving the last box of the list into each gap. The order
  /// decides which of two equal boxes stays.
  ///
  /// - Reference: darknet `box.c`, the first loop of `do_nms_sort`.
  static func slots(_ isLive: [Bool]) -> [Int] {
    var slots: [Int] = []
    var (next, end) = (0, isLive.count)
    var slot = 0
    while next < end {
      if isLive[slot] {
        slots.append(slot)
        next += 1
        slot = next
      } else {
        end -= 1
        slot = end
      }
    }
    return slots
  }
}
