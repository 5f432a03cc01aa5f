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
        darknet-swift detect signs crossing.jpg
        darknet-swift detect yolov2-voc yolov2-voc.weights photos/ --format jsonl
        darknet-swift classify darknet19 darknet19.weights eagle.jpg
        darknet-swift video yolov3-tiny clip.mp4 --output boxes.mp4
        darknet-swift train my.data my.cfg darknet19.conv.23
        darknet-swift eval my.data my.cfg my.weights
        darknet-swift anchors my.data --count 5 --width 416 --height 416
        darknet-swift info yolov2-voc
        darknet-swift check my.cfg my.weights
        darknet-swift bench yolov2-voc --layers

      Darknet's own calls are understood, and answered as --compat says:
        darknet-swift detector test my.data my.cfg my.weights a.jpg -thresh .3

      ENVIRONMENT
        DARKNET_SWIFT_COMPAT       as --compat: recommended, pjreddie or alexeyab
        DARKNET_SWIFT_THREADS      as --threads
        DARKNET_SWIFT_KERNELS      instruction set of kernels, such as scalar
        DARKNET_SWIFT_CONVOLUTION  algorithm of convolutions, such as direct
        XDG_CACHE_HOME             where darknet-swift/ has weights to be found
        NO_COLOR                   no colour in messages

      EXIT STATUS
        0 all done, 1 some inputs failed, 64 usage, 65 bad data, 66 a file is missing
      """,
    version: "0.1.0",
    subcommands: [
      DetectCommand.self, ClassifyCommand.self, VideoCommand.self, TrainCommand.self,
      EvalCommand.self, AnchorsCommand.self, PartialCommand.self, ForwardCommand.self,
      InfoCommand.self,
      CheckCommand.self, BenchCommand.self, StepCommand.self, SchemaCommand.self,
      ManualCommand.self,
    ])

  /// Runs the command that the process was called with.
  static func main() {
    Surroundings.prepare()
    SystemCall.end(Invocation(RawPath.arguments()).run().rawValue)
  }
}
