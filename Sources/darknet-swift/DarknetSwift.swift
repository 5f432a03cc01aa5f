import ArgumentParser

/// The command `darknet-swift`.
@main
struct DarknetSwift: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "darknet-swift",
    abstract: "Run Darknet networks: .cfg and .weights, unchanged.",
    discussion: """
      Results go to standard output, everything for people to standard error.

      EXAMPLES
        darknet-swift detect yolov2-voc yolov2-voc.weights dog.jpg
        darknet-swift classify darknet19 darknet19.weights eagle.jpg
        darknet-swift video yolov3-tiny clip.mp4 --output boxes.mp4
        darknet-swift info yolov2-voc
        darknet-swift check my.cfg my.weights
        darknet-swift bench yolov2-voc --layers
      """,
    version: "0.1.0",
    subcommands: [
      DetectCommand.self, ClassifyCommand.self, VideoCommand.self, ForwardCommand.self,
      InfoCommand.self, CheckCommand.self, BenchCommand.self, SchemaCommand.self,
    ])

  /// Runs the command that the process was called with.
  static func main() {
    SystemCall.end(Invocation(RawPath.arguments()).run().rawValue)
  }
}
