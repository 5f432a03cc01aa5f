/// The sections found so far, and the one that is being filled.
struct SectionAssembly {
  /// The file as the caller wrote it.
  let file: String
  private var sections: [CfgSection] = []
  private var header: (name: String, location: CfgLocation)?
  private var options: [CfgOption] = []

  /// Begins with nothing; messages call the file `file`.
  init(file: String) { self.file = file }

  /// Takes the next line; one that is refused changes nothing.
  mutating func add(_ bytes: ArraySlice<UInt8>, number: Int) throws(CfgError) {
    let location = CfgLocation(file: file, line: number)
    guard bytes.count <= Limits.lineByteCount else {
      throw tooMany(
        "the line has \(Wording.grouped(bytes.count)) bytes", Limits.lineByteCount, location)
    }
    switch try read(bytes, number: number) {
    case .blank: break
    case .header(let name): try begin(name, at: location)
    case .option(let key, let value):
      try add(CfgOption(key: key, value: value, line: number), at: location)
    }
  }

  /// All sections, the last one included.
  mutating func finished() throws(CfgError) -> [CfgSection] {
    close()
    guard !sections.isEmpty else {
      throw CfgError(
        .syntax, at: CfgLocation(file: file), "the file has no sections; the first one is [net]")
    }
    return sections
  }

  private func read(_ bytes: ArraySlice<UInt8>, number: Int) throws(CfgError) -> CfgLine {
    do {
      return try CfgLexer.read(bytes)
    } catch {
      let location = CfgLocation(file: file, line: number, column: error.column)
      throw CfgError(.syntax, at: location, error.message)
    }
  }

  /// Whether no section has begun.
  var isEmpty: Bool { header == nil && sections.isEmpty }

  /// Begins a section.
  mutating func begin(_ name: String, at location: CfgLocation) throws(CfgError) {
    close()
    guard sections.count <= Limits.layerCount else {
      throw tooMany(
        "the file goes on behind section \(sections.count)", Limits.layerCount, location)
    }
    header = (name, location)
  }

  private mutating func add(_ option: CfgOption, at location: CfgLocation) throws(CfgError) {
    guard let header else {
      throw CfgError(
        .syntax, at: location,
        "\(Wording.quoted(option.text)) stands before the first section, which is [net]")
    }
    guard options.count < Limits.optionCount else {
      throw tooMany(
        "[\(header.name)] goes on behind option \(options.count)", Limits.optionCount, location)
    }
    options.append(option)
  }

  private mutating func close() {
    guard let (name, location) = header else { return }
    sections.append(CfgSection(name: name, location: location, options: options))
    (header, options) = (nil, [])
  }

  private func tooMany(_ found: String, _ limit: Int, _ location: CfgLocation) -> CfgError {
    CfgError(.tooLarge, at: location, "\(found); up to \(Wording.grouped(limit)) are read")
  }
}
