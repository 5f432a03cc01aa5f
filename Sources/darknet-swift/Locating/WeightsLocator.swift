import CfgParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Finds the weights of a network for which none were given.
struct WeightsLocator {
  /// The folder of downloaded models.
  let cacheFolder: String

  init(cacheFolder: String) { self.cacheFolder = cacheFolder }

  /// Looks in the user's own cache folder.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let base = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    cacheFolder = (base ?? environment["HOME", default: ""] + "/.cache") + "/darknet-swift"
  }

  /// The path of `NAME.weights` beside the cfg, in the working directory or in the cache.
  ///
  /// - Throws: `CommandError` with status 66, which names all three.
  func locate(for cfg: String) throws(CommandError) -> String {
    let name = FileStem.name(of: cfg) + ".weights"
    let places = places(of: name, for: cfg)
    if let place = places.first(where: { SystemCall.status(of: RawPath($0)) != nil }) {
      return place
    }
    throw CommandError(
      .noInput, name,
      "no weights were given, and there is no \(Wording.list(places.map { "'\($0)'" }))",
      help:
        "give the weights behind the cfg, their name ends in .weights; or put them into one of these places"
    )
  }

  private func places(of name: String, for cfg: String) -> [String] {
    let places = [FileStem.sibling(of: cfg, named: name), name, "\(cacheFolder)/\(name)"]
    return places[0] == name ? Array(places.dropFirst()) : places
  }
}
