/// What a path is called by: its last component without the folder and the extension.
enum FileStem {
  /// `nets/yolo-voc.2.0.cfg` gives `yolo-voc.2.0`.
  static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
    return String(file[..<dot])
  }

  /// The path of `name` in the folder that `path` lies in.
  static func sibling(of path: String, named name: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }
}
