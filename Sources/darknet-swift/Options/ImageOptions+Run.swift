import CfgParser
import Engine

extension ImageOptions {
  /// The run over the images that `words` and the lists mean, for a network.
  func run(
    _ words: [String], of network: Network, exif: ExifPolicy, messages: Messages
  ) -> ImageRun {
    ImageRun(
      loader: PictureLoader(network: network, exif: exif, messages: messages), messages: messages,
      total: knownCount(words), ending: ending)
  }

  /// Where the results go.
  ///
  /// - Throws: `CommandError` when the file cannot be created.
  func writer() throws(CommandError) -> ResultWriter {
    try ResultWriter(format, path: output, continuing: earlierRun)
  }

  /// The results of no image at all, for which no network has to be made ready.
  ///
  /// - Throws: `CommandError`.
  func finishEmpty() throws(CommandError) -> ExitStatus {
    var writer = try writer()
    try writer.finish()
    return Interruption.status ?? .success
  }
}
