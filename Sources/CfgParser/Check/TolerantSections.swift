/// The sections of a text whose lines may be wrong.
struct TolerantSections {
  /// The sections; the first is `[net]`.
  private(set) var document: CfgDocument
  /// The lines that are wrong.
  private(set) var faults: [CfgError] = []
  /// Whether the file begins with `[net]`; else the document has one without options.
  private(set) var hasNet = true
  /// Lines of headers that have no name, so that nothing more is said of it.
  private(set) var brokenHeaders: Set<Int> = []

  /// Whether options before the first section were told.
  private var hasStrays = false

  /// So many faults and nothing more is read: what follows is no cfg.
  private static let faultLimit = 1_000

  /// Takes the text line by line; a line that is wrong is left out, and nothing is read behind one
  /// that passes a limit.
  init(_ text: TextFile) {
    document = CfgDocument(file: text.file, sections: [])
    var assembly = SectionAssembly(file: text.file)
    for (index, line) in text.lines.enumerated() {
      do throws(CfgError) {
        try assembly.add(line, number: index + 1)
      } catch {
        note(error, on: line, &assembly)
        if error.code == .tooLarge || faults.count >= Self.faultLimit { break }
      }
    }
    take(assembly)
  }

  private mutating func note(
    _ error: CfgError, on line: ArraySlice<UInt8>, _ assembly: inout SectionAssembly
  ) {
    // Faults of a line's own syntax have a column; options before the first section are one fault,
    // however many they are.
    let isStray = error.location.column == nil && error.code == .syntax
    if isStray, hasStrays { return }
    hasStrays = hasStrays || isStray
    faults.append(error)
    guard !isStray, error.code == .syntax, line.trimmed.first == UInt8(ascii: "[") else { return }
    // What follows belongs to a section all the same.
    let location = CfgLocation(file: document.file, line: error.location.line)
    let name = line.trimmed.dropFirst().prefix { $0 == UInt8(ascii: "_") || Self.isLetter($0) }
    guard !name.isEmpty else {
      brokenHeaders.insert(location.line)
      try? assembly.begin("", at: location)
      return
    }
    try? assembly.begin(String(decoding: name, as: UTF8.self), at: location)
  }

  private mutating func take(_ assembly: SectionAssembly) {
    var (assembly, sections) = (assembly, [CfgSection]())
    do throws(CfgError) {
      sections = try assembly.finished()
    } catch {
      if faults.isEmpty { faults.append(error) }
    }
    let first = sections.first
    hasNet = first.map { LayerRegistry.networkNames.contains($0.name) } ?? false
    if !hasNet {
      if let first, !brokenHeaders.contains(first.location.line) {
        faults.append(NetworkBuilder.wrongStart(first))
      }
      let place = first?.location ?? CfgLocation(file: document.file)
      sections.insert(CfgSection(name: "net", location: place, options: []), at: 0)
    }
    document = CfgDocument(file: document.file, sections: sections)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
