import ArgumentParser

/// Where what was found in a video goes.
struct VideoOutputOptions: ParsableArguments {
  /// How results are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case jsonl, text
  }

  @Option(help: "jsonl is an object a line and frame, text what detect prints for an image.")
  var format = Format.jsonl

  @Option(
    help: ArgumentHelp("File for the results, in place of standard output.", valueName: "file"))
  var results: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      Write the video with its boxes: .y4m or .mjpeg, what ffmpeg makes of other names, or - for y4m \
      to standard output, where results go to --results alone. There is no sound.
      """,
      valueName: "file"))
  var output: String?

  /// Makes sure that nothing that is written replaces what is read: `files`.
  ///
  /// - Throws: `CommandError` with status 64.
  func check(against files: [RawPath]) throws(CommandError) {
    let inputs = InputFiles(files)
    for (option, word) in [("--output", output), ("--results", results)] {
      guard let word, inputs.contains(RawPath(word)) else { continue }
      throw .usage("the output would replace the input '\(word)'", help: "choose another \(option)")
    }
    if let output, output == results {
      throw .usage(
        "'\(output)' cannot take the video and the results", help: "choose another --results")
    }
  }
}
