#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The networks and label lists that come with the program.
///
/// They lie beside the program after a build, and in `share` after an installation. Nothing else
/// depends on where the program is, or on the working directory.
struct ShippedFiles {
  /// The folders that may hold them, the first first.
  let folders: [String]

  /// The files in these folders.
  init(folders: [String]) { self.folders = folders }

  /// The files that belong to the program that runs.
  init() {
    let program = (SystemCall.program ?? CommandLine.arguments[0]).split(separator: "/")
    func path(above count: Int, _ folder: Substring) -> String {
      "/" + (program.dropLast(count) + [folder]).joined(separator: "/")
    }
    folders = [
      path(above: 1, "darknet-swift_CNetworks.resources/cfg"),
      path(above: 2, "share/darknet-swift/cfg"),
    ]
  }

  /// The path of the shipped file of that name.
  func path(of name: String) -> String? {
    folders.map { "\($0)/\(name)" }
      .first { SystemCall.status(of: RawPath($0))?.isRegularFile == true }
  }

  /// The names of all shipped files that end in `suffix`, in order.
  func names(endingIn suffix: String) -> [String] {
    let found = folders.compactMap { try? FileManager.default.contentsOfDirectory(atPath: $0) }
    return Set(found.joined().filter { $0.hasSuffix(suffix) }).sorted()
  }
}
