import ArgumentParser

/// Which classes are told.
struct ClassificationOptions: ParsableArguments {
  @Option(
    name: [.long, .customShort("k")], parsing: .unconditional,
    help: "How many classes are named; what 'top' in the file of --data says, or 5, unless given.",
    transform: Count.parse)
  var top: Int?

  @Option(
    help: "How images are fitted in; auto is crop, the middle, or letterbox with --compat pjreddie."
  )
  var resize = ClassifierResize.auto

  @Option(
    help: """
      text is Darknet's, json one array, jsonl an object a line, csv a line a class below a header; \
      text unless given.
      """)
  var format: ClassificationFormat?
}
