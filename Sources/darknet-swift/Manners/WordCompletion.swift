import ArgumentParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a shell offers for a word that is being typed: files of the right kind, and networks that
/// come with the program.
enum WordCompletion {
  /// A network: a cfg file, or the bare name of a bundled one.
  static let network = CompletionKind.custom { _, _, prefix in
    let bundled = ShippedFiles().names(endingIn: ".cfg").map(FileStem.name)
    return offered(bundled.filter { $0.hasPrefix(prefix) } + files(prefix, ["cfg"]))
  }

  /// What follows a network: weights, then pictures, videos, or arrays.
  static let inputs = CompletionKind.custom { words, _, prefix in
    let isVideo = words.contains(VideoCommand.name)
    return offered(files(prefix, weights.union(isVideo ? videos : pictures)))
  }

  private static let weights: Set<String> = ["weights", "backup"]
  private static let pictures: Set<String> = ["jpg", "jpeg", "png", "bmp", "npy"]
  private static let videos: Set<String> = [
    "avi", "m4v", "mjpeg", "mjpg", "mkv", "mov", "mp4", "mpeg", "mpg", "ts", "webm", "y4m",
  ]

  /// The files that `prefix` may become, with their folders: those with one of the extensions, and
  /// folders, in which there may be some.
  static func files(_ prefix: String, _ extensions: Set<String>) -> [String] {
    let slash = prefix.lastIndex(of: "/").map(prefix.index(after:)) ?? prefix.startIndex
    let (folder, start) = (String(prefix[..<slash]), prefix[slash...])
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.isEmpty ? "." : folder)
    return (names ?? []).sorted().compactMap { name in
      guard name.hasPrefix(start), start.hasPrefix(".") || !name.hasPrefix(".") else { return nil }
      let path = folder + name
      if SystemCall.status(of: RawPath(path))?.isFolder == true { return path + "/" }
      let suffix = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() }
      return suffix.map(extensions.contains) == true ? path : nil
    }
  }

  /// Bash evaluates what it is offered as it would a line: what looks like more than a name is left
  /// out, or a file's name could call programs.
  private static func offered(_ words: [String]) -> [String] {
    guard CompletionShell.requesting == .bash else { return words }
    return words.filter { word in !word.contains { "$`\\\"'\n".contains($0) } }
  }
}
