/// An element of an XML file.
struct XMLElement: Sendable, Hashable {
  /// Its name.
  let name: String
  /// The line it begins in, counted from 1.
  let line: Int
  /// The text in it, that of the elements below left out, without the blanks around it.
  fileprivate(set) var text = ""
  /// The elements in it, in order.
  fileprivate(set) var children: [XMLElement] = []

  /// The first element in it of that name.
  subscript(name: String) -> XMLElement? { children.first { $0.name == name } }
}

extension XMLElement {
  /// Adds an element.
  mutating func append(_ child: XMLElement) { children.append(child) }
  /// Adds text.
  mutating func append(_ text: String) { self.text += text }
  /// Drops the blanks around the text.
  mutating func trimText() {
    let isBlank = { (character: Character) in character.isWhitespace }
    let rest = text.drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return text = "" }
    text = String(rest[...last])
  }
}
