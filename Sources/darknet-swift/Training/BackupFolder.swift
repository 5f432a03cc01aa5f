import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The folder that a run of training leaves its files in.
struct BackupFolder {
  /// The folder.
  let path: String
  /// What the files begin with: the cfg's name.
  let name: String

  /// Where Darknet's data files say it, or the call.
  ///
  /// - Parameters:
  ///   - given: The folder of the call.
  ///   - data: The data file; of its `backup` the folder that is there counts, beside the file or in
  ///     the working directory, else it is made in the latter, as Darknet reads the path.
  ///   - cfg: The network's cfg.
  init(_ given: String?, data: DataFile?, cfg: String) {
    let places = data?.paths(for: "backup") ?? []
    let found = places.first { SystemCall.status(of: RawPath($0))?.isFolder == true }
    let path = given ?? found ?? places.last ?? "backup"
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    name = FileStem.name(of: cfg)
  }

  /// The file whose name is that of the network with `suffix` behind it.
  func file(_ suffix: String) -> String { "\(path)/\(name)\(suffix)" }

  /// The file with all a run needs to go on.
  var checkpoint: String { file(".checkpoint") }

  /// The weights while they are evaluated: hidden, for a run that is killed then leaves them.
  var evaluated: String { "\(path)/.\(name)_evaluated.partial" }

  /// Makes the folder, and makes sure that files of so many bytes in all can be written there.
  ///
  /// - Throws: `CommandError` with status 73.
  func prepare(byteCount: Int) throws(CommandError) {
    try OutputFolder.prepare(path)
    // Gone with this scope, for it is never put in place.
    _ = try CommandError.begin(checkpoint)
    try check(byteCount, free: freeByteCount)
  }

  /// Makes sure that there is room.
  ///
  /// - Throws: `CommandError` with status 73, which has both numbers.
  func check(_ needed: Int, free: Int?) throws(CommandError) {
    guard let free, free < needed else { return }
    throw CommandError(
      .cannotCreate, path,
      """
      weights and checkpoints take \(Wording.grouped(needed)) bytes, \(Wording.grouped(free)) are \
      free
      """, help: "--backup FOLDER says where else they may go")
  }

  /// Bytes that are free around the folder; nil where the system does not tell.
  private var freeByteCount: Int? {
    var status = statvfs()
    guard unsafe statvfs(RawPath(path).terminated, &status) == 0 else { return nil }
    return Int(
      clamping: UInt64(status.f_bavail).multipliedReportingOverflow(
        by: UInt64(status.f_frsize)
      ).partialValue)
  }
}
