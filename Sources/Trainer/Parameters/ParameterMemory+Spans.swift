extension ParameterMemory {
  /// Lends values and updates in `range` to `body`.
  func withSpans(
    of range: Range<Int>,
    _ body: (_ values: inout MutableSpan<Float>, _ updates: inout MutableSpan<Float>) -> Void
  ) {
    let values = unsafe UnsafeMutableBufferPointer(
      start: values + range.lowerBound, count: range.count)
    let updates = unsafe UnsafeMutableBufferPointer(
      start: updates + range.lowerBound, count: range.count)
    var valueSpan = unsafe values.mutableSpan
    var updateSpan = unsafe updates.mutableSpan
    body(&valueSpan, &updateSpan)
  }

  /// Lends the same to `body`, and what Adam keeps: the means of the updates and of their squares.
  func withSpans(
    of range: Range<Int>,
    _ body: (
      _ values: inout MutableSpan<Float>, _ updates: inout MutableSpan<Float>,
      _ means: inout MutableSpan<Float>, _ squares: inout MutableSpan<Float>
    ) -> Void
  ) {
    precondition(hasMoments)
    let means = unsafe UnsafeMutableBufferPointer(
      start: self.updates + count + range.lowerBound, count: range.count)
    let squares = unsafe UnsafeMutableBufferPointer(
      start: self.updates + 2 * count + range.lowerBound, count: range.count)
    var meanSpan = unsafe means.mutableSpan
    var squareSpan = unsafe squares.mutableSpan
    withSpans(of: range) { body(&$0, &$1, &meanSpan, &squareSpan) }
  }
}
