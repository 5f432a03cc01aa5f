/// A file that a section names; whoever runs the network opens it.
package struct FileReference: Sendable, Hashable {
  /// The option, `tree=data/9k.tree`, as messages quote it.
  package let text: String
  /// The path as written.
  package let path: String
  /// Where the option stands.
  package let location: CfgLocation

  /// Where the file may be, the likeliest first.
  ///
  /// A relative path is tried from the working directory, as darknet does, then beside the cfg, and
  /// beside the folder of the cfg: darknet's own cfg files are in `cfg` and name `data/…`.
  package var places: [String] {
    guard !path.hasPrefix("/") else { return [path] }
    guard let slash = location.file.lastIndex(of: "/") else { return [path, "../" + path] }
    let folder = location.file[...slash]
    return [path, folder + path, folder + "../" + path]
  }

  /// An error about the file: `'tree=data/9k.tree' message`.
  package func fault(
    _ code: CfgError.Code, _ message: String, help: String? = nil
  ) -> CfgError {
    CfgError(code, at: location, "\(Wording.quoted(text)) \(message)", help: help)
  }
}

extension SectionReader {
  /// The file that `key` names, or nothing where the section lacks it.
  package mutating func file(_ key: String) throws(CfgError) -> FileReference? {
    guard let option = option(key) else { return nil }
    guard !option.value.isEmpty else { throw fault(key, "names no file") }
    return FileReference(text: option.text, path: option.value, location: place(of: key))
  }
}
