import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A folder that results are written into; made if the one around it exists.
enum OutputFolder {
  /// Makes sure that there is a folder at `path`.
  ///
  /// - Throws: `CommandError` with status 73.
  static func prepare(_ path: String) throws(CommandError) {
    let path = RawPath(path)
    if unsafe mkdir(path.terminated, 0o777) == 0 { return }
    let number = errno
    if SystemCall.status(of: path)?.isFolder == true { return }
    let reason = number == EEXIST ? "there is a file of that name" : Wording.reason(number)
    let help = number == ENOENT ? "the folder around it has to exist" : nil
    throw CommandError(
      .cannotCreate, path.text, "the folder cannot be created: \(reason)", help: help)
  }
}
