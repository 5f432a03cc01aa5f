import ArgumentParser

/// Where the names of the classes are from.
struct LabelOptions: ParsableArguments {
  @Option(help: ArgumentHelp("File with the names of the classes, one a line.", valueName: "file"))
  var names: String?

  @Option(help: ArgumentHelp("Data file of Darknet, whose 'names' are used.", valueName: "file"))
  var data: String?

  /// The files that are read.
  var files: [RawPath] { [names, data].compactMap(\.self).map { RawPath($0) } }
}
