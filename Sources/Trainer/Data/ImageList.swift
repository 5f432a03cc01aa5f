public import CfgParser

/// A list of images: a path a line.
///
/// Blank lines are passed over. A relative path is one from the working directory, as in Darknet;
/// where there is no such file, but one beside the list, it is that.
///
/// - Reference: darknet `data.c`, `get_paths`.
public enum ImageList {
  /// Bytes that are read: ten million paths.
  private static let byteLimit = 1 << 30

  /// The paths in the file at `path`.
  ///
  /// - Throws: ``CfgParser/CfgError/Code/unreadable`` with the system's reason.
  public static func read(_ path: String) throws(CfgError) -> [String] {
    let bytes = try TextFile.contents(of: path, limit: byteLimit)
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) }
    return TextLines(bytes[(isMarked ? 3 : 0)...]).lazy.map(\.trimmed).filter { !$0.isEmpty }.map {
      let image = String(decoding: $0, as: UTF8.self)
      guard let folder, !image.hasPrefix("/"), !FileStatus.exists(image) else { return image }
      return FileStatus.exists(folder + image) ? folder + image : image
    }
  }
}
