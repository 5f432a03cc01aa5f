/// The files a call reads, which nothing it writes may replace.
struct InputFiles {
  private var identities: Set<FileIdentity> = []

  /// The plain files among these paths.
  init(_ paths: [RawPath] = []) {
    for path in paths { insert(path) }
  }

  /// Adds a file; what is no plain file cannot be replaced.
  mutating func insert(_ path: RawPath) {
    guard let status = SystemCall.status(of: path), status.isRegularFile else { return }
    identities.insert(status.identity)
  }

  /// Whether one of the files is at `path`, whatever it was called.
  func contains(_ path: RawPath) -> Bool {
    guard let status = SystemCall.status(of: path) else { return false }
    return identities.contains(status.identity)
  }
}
