import CfgParser

/// Reads XML as annotation tools write it: elements and text, with comments, CDATA and the five named
/// entities; attributes, the declaration and processing instructions are passed over.
///
/// What it does not know is an error, in particular a document type with entities of its own. The
/// reader of Foundation would bring that library and libxml2 into a package that needs neither.
struct XMLReader {
  /// Elements in elements; annotations have five.
  private static let deepest = 64

  private let file: String
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  /// The elements that have begun and not ended, from the root on.
  private var open: [XMLElement] = []
  private var root: XMLElement?

  private init(_ bytes: [UInt8], file: String) { (self.bytes, self.file) = (bytes, file) }

  /// The element around all others.
  ///
  /// - Throws: ``CfgError/Code/syntax`` with the line.
  static func root(of bytes: [UInt8], file: String) throws(CfgError) -> XMLElement {
    var reader = XMLReader(bytes, file: file)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    return try reader.read()
  }

  private mutating func read() throws(CfgError) -> XMLElement {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<") {
        try readMarkup()
      } else {
        try readText()
      }
    }
    if let element = open.last {
      throw fault("the file ends inside <\(element.name)>, which begins at line \(element.line)")
    }
    guard let root else { throw fault("the file has no element, it is no XML") }
    return root
  }

  private mutating func readMarkup() throws(CfgError) {
    if starts("<!--") { return try skip(to: "-->") }
    if starts("<![CDATA[") {
      let start = position + 9
      try skip(to: "]]>")
      return add(String(decoding: bytes[start..<position - 3], as: UTF8.self))
    }
    if starts("<?") { return try skip(to: "?>") }
    if starts("<!") {
      guard let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")),
        !bytes[position..<end].contains(UInt8(ascii: "["))
      else { throw fault("a document type with declarations of its own is not read") }
      return advance(to: end + 1)
    }
    if starts("</") { return try readEnd() }
    try readStart()
  }

  private mutating func readStart() throws(CfgError) {
    let beginning = line
    let end = try endOfTag()
    let content = bytes[position + 1..<end]
    let name = String(
      decoding: content.prefix { !Self.isBlank($0) && $0 != UInt8(ascii: "/") }, as: UTF8.self)
    guard let first = name.first, first.isLetter || first == "_" else {
      throw fault("'<' is followed by \(Wording.quoted(name)), which is no name")
    }
    guard root == nil else { throw fault("<\(name)> stands behind the end of the document") }
    guard open.count < Self.deepest else {
      throw fault("elements are more than \(Self.deepest) deep in each other")
    }
    let isEmpty = content.last == UInt8(ascii: "/")
    advance(to: end + 1)
    open.append(XMLElement(name: name, line: beginning))
    if isEmpty { close() }
  }

  private mutating func readEnd() throws(CfgError) {
    let end = try endOfTag()
    let name = String(
      decoding: bytes[position + 2..<end].prefix { !Self.isBlank($0) }, as: UTF8.self)
    guard let element = open.last, element.name == name else {
      let expected = open.last.map { ", but <\($0.name)> is open" } ?? ", but nothing is open"
      throw fault("</\(name)> ends an element\(expected)")
    }
    advance(to: end + 1)
    close()
  }

  private mutating func close() {
    guard var element = open.popLast() else { return }
    element.trimText()
    if open.isEmpty { root = element } else { open[open.count - 1].append(element) }
  }

  private mutating func readText() throws(CfgError) {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
    let text = bytes[position..<end]
    guard !open.isEmpty || text.allSatisfy(Self.isBlank) else {
      throw fault("the file is no XML: text stands outside of all elements")
    }
    add(try decoded(text))
    advance(to: end)
  }

  private mutating func add(_ text: String) {
    if !open.isEmpty { open[open.count - 1].append(text) }
  }

  private func decoded(_ text: ArraySlice<UInt8>) throws(CfgError) -> String {
    guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
    var (result, rest) = ("", text)
    while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += String(decoding: rest[..<mark], as: UTF8.self)
      guard let end = rest[mark...].firstIndex(of: UInt8(ascii: ";")),
        let character = Self.entity(String(decoding: rest[mark + 1..<end], as: UTF8.self))
      else { throw fault("'&' begins no entity that is known") }
      result.append(character)
      rest = rest[(end + 1)...]
    }
    return result + String(decoding: rest, as: UTF8.self)
  }

  private static func entity(_ name: String) -> Character? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let isHexadecimal = name.hasPrefix("#x")
      let digits = name.dropFirst(isHexadecimal ? 2 : 1)
      return UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
        .map(Character.init)
    }
  }

  /// The position of the `>` that ends a tag; one in an attribute's quotes does not.
  private func endOfTag() throws(CfgError) -> Int {
    var quote: UInt8?
    for index in position..<bytes.count {
      let byte = bytes[index]
      if let mark = quote {
        if byte == mark { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      }
    }
    throw fault("the file ends inside a tag")
  }

  private func starts(_ text: StaticString) -> Bool {
    bytes[position...].starts(with: "\(text)".utf8)
  }

  private mutating func skip(to end: String) throws(CfgError) {
    let mark = Array(end.utf8)
    var index = position
    while index + mark.count <= bytes.count {
      if bytes[index..<index + mark.count].elementsEqual(mark) {
        return advance(to: index + mark.count)
      }
      index += 1
    }
    throw fault("the file ends before \(Wording.quoted(end))")
  }

  private mutating func advance(to end: Int) {
    line += bytes[position..<end].count { $0 == UInt8(ascii: "\n") }
    position = end
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

  private func fault(_ message: String) -> CfgError {
    CfgError(.syntax, at: CfgLocation(file: file, line: line), message)
  }
}
