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
  /// Something that is told of.
  enum Entry {
    /// A file that is called as images are, or what is left of one.
    case image(RawPath)
    /// A folder that cannot be read, and the number of the system's error.
    case unreadable(RawPath, Int32)
  }

  private let isRecursive: Bool
  private var seen: Set<FileIdentity> = []
  private var seenLinks: Set<RawPath> = []
  private var found: [Entry] = []

  private init(isRecursive: Bool) { self.isRecursive = isRecursive }

  /// The files in `folder` whose extension is one of an image or of an array; hidden ones are left
  /// out, and folders below it unless `isRecursive`.
  ///
  /// Every folder is entered once, whatever symbolic links lead to it. Pipes and devices are left out,
  /// for they may give bytes without end; a link that leads nowhere is an image that cannot be read.
  static func entries(in folder: RawPath, isRecursive: Bool = true) -> [Entry] {
    var walk = FolderWalk(isRecursive: isRecursive)
    walk.enter(folder)
    return walk.found
  }

  private mutating func enter(_ folder: RawPath) {
    guard let status = SystemCall.status(of: folder), seen.insert(status.identity).inserted else {
      return
    }
    guard let names = Self.names(in: folder) else {
      found.append(.unreadable(folder, errno))
      return
    }
    for name in names.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
      take(name, at: folder.appending(name))
    }
  }

  private mutating func take(_ name: RawPath, at path: RawPath) {
    guard let status = SystemCall.status(of: path) else {
      if Self.isImage(name) { found.append(.image(path)) }
      return
    }
    if status.isFolder {
      if isRecursive { enter(path) }
    } else if status.isRegularFile, Self.isImage(name), isNew(path, status) {
      found.append(.image(path))
    }
  }

  /// A symbolic link is the file it leads to; a file of several names is one image for each of them.
  private mutating func isNew(_ path: RawPath, _ status: stat) -> Bool {
    guard status.st_nlink > 1 else { return seen.insert(status.identity).inserted }
    return seenLinks.insert(SystemCall.resolved(path) ?? path).inserted
  }

  private static func isImage(_ name: RawPath) -> Bool {
    let parts = name.text.split(separator: ".")
    guard parts.count > 1, let last = parts.last.map(String.init) else { return false }
    return last.lowercased() == "npy" || ImageFormat(pathExtension: last) != nil
  }

  /// The names of what is not hidden; nil with `errno` set where the folder cannot be read.
  private static func names(in folder: RawPath) -> [RawPath]? {
    guard let stream = unsafe opendir(folder.terminated) else { return nil }
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
