/// The lines of a text without their ends; LF, CR LF and CR all end a line.
///
/// A sequence rather than an array, so that a file of nothing but line ends costs no memory.
package struct TextLines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>

  package init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  package mutating func next() -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    let line = rest.prefix { $0 != lineFeed && $0 != carriageReturn }
    rest = rest[line.endIndex...]
    guard let end = rest.popFirst() else { return line }
    if end == carriageReturn, rest.first == lineFeed { rest = rest.dropFirst() }
    return line
  }
}
