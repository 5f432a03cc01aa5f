/// The files a call reads, which nothing it writes may replace.
struct InputFiles {
  private var identities: Set<FileIdentity> = []

  /// The plain files among these paths.
  init(_ paths: [RawPath] = []) {
    for path in paths { insert(path) }
  }

  /// Adds a file; what is no plain file cannot be replaced.
  mutating func insert(_ path: RawPath) {
    if let file = FileIdentity(ofFile: path) { identities.insert(file) }
  }

  /// Whether one of the files is at `path`, whatever it was called.
  func contains(_ path: RawPath) -> Bool {
    FileIdentity(ofFile: path).map(contains) ?? false
  }

  /// Whether that file is one of them.
  func contains(_ file: FileIdentity) -> Bool { identities.contains(file) }
}
