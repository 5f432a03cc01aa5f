/// Prints the results of one image after the other, in one of the forms.
struct ResultStream<Finding>: ~Copyable {
  private var form: any ResultForm<Finding>
  private var output: Output
  private var isEmpty: Bool

  /// Prints to standard output, or into the file at `path`, behind what is kept of an `earlier` run.
  ///
  /// - Throws: `CommandError` when the file cannot be created.
  init(
    _ form: any ResultForm<Finding>, path: String?, behind earlier: EarlierRun? = nil
  ) throws(CommandError) {
    self.form = form
    isEmpty = earlier.map { $0.byteCount == 0 } ?? true
    output = try Output(path: path, continuing: earlier)
  }

  /// Whether somebody sees the results come.
  var isTerminal: Bool { output.isTerminal }

  /// Prints what came of one image, at once.
  ///
  /// - Throws: What keeps it from being printed.
  mutating func take(_ result: ImageResult<Finding>) throws {
    try write(try form.items(of: result))
  }

  /// Prints that an image failed, in the forms that have a place for it.
  ///
  /// - Throws: `CommandError`.
  mutating func take(_ failure: Failure, of input: ImageInput) throws(CommandError) {
    try write(form.items(of: failure, input))
  }

  /// Ends the output.
  ///
  /// - Throws: `CommandError`.
  mutating func finish() throws(CommandError) {
    try output.write(isEmpty ? form.frame.empty : form.frame.closing)
    try output.finish()
  }

  /// One call of the system for all items of an image: several processes may share a pipe.
  private mutating func write(_ items: [String]) throws(CommandError) {
    guard !items.isEmpty else { return }
    let frame = form.frame
    let start = isEmpty ? frame.opening : frame.separator
    try output.write(start + items.joined(separator: frame.separator))
    isEmpty = false
  }
}
