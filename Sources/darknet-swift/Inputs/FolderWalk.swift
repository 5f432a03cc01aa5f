import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The images in a folder and the folders below it, in order of their paths.
struct FolderWalk {
  private let isRecursive: Bool
  private var seen: Set<FileIdentity> = []
  private var found: [RawPath] = []

  private init(isRecursive: Bool) { self.isRecursive = isRecursive }

  /// The files in `folder` whose extension is one of an image or of an array; hidden ones are left
  /// out, and folders below it unless `isRecursive`.
  ///
  /// Every folder is entered once, whatever symbolic links lead to it. Folders that cannot be read
  /// are skipped.
  static func images(in folder: RawPath, isRecursive: Bool = true) -> [RawPath] {
    var walk = FolderWalk(isRecursive: isRecursive)
    walk.enter(folder)
    return walk.found
  }

  private mutating func enter(_ folder: RawPath) {
    guard let status = SystemCall.status(of: folder), seen.insert(status.identity).inserted else {
      return
    }
    for name in Self.names(in: folder).sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) })
    {
      let path = folder.appending(name)
      guard let status = SystemCall.status(of: path) else { continue }
      if status.isFolder {
        if isRecursive { enter(path) }
      } else if Self.isImage(name), seen.insert(status.identity).inserted {
        found.append(path)
      }
    }
  }

  private static func isImage(_ name: RawPath) -> Bool {
    let parts = name.text.split(separator: ".")
    guard parts.count > 1, let last = parts.last.map(String.init) else { return false }
    return last.lowercased() == "npy" || ImageFormat(pathExtension: last) != nil
  }

  private static func names(in folder: RawPath) -> [RawPath] {
    guard let stream = unsafe opendir(folder.terminated) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [RawPath] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
        unsafe Array($0.prefix { $0 != 0 })
      }
      if name.first != UInt8(ascii: ".") { names.append(RawPath(bytes: name)) }
    }
    return names
  }
}
