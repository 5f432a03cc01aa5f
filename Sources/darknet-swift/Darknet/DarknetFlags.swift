/// The flags that Darknet and AlexeyAB's fork know, by the work that is done.
///
/// - Reference: darknet `utils.c`, `find_arg`; `detector.c`, `run_detector`; `classifier.c`,
///   `run_classifier`, of either program.
enum DarknetFlags {
  /// The flags of a command, by name.
  static func flags(of command: DarknetCommand) -> [String: DarknetFlag] {
    let own: [DarknetFlag] =
      switch command.work {
      case .detect: boxes + detect
      case .classify: classify
      case .video: boxes + video
      case .eval: evaluation
      case .anchors: anchors
      case .train: training
      }
    // Where the words are ours a single letter is an option of ours.
    let flags = (everywhere + own).filter {
      !command.isOurs || $0.name.count > 2 || $0.name == "-i"
    }
    return Dictionary(flags.map { ($0.name, $0) }) { _, last in last }
  }

  private static let noGraphicsCard = "networks run on the processor"
  private static let noWindow = "no window is opened"
  private static let noCamera = "it is about cameras"
  private static let otherCommand = "it is for another command of Darknet's"

  private static let everywhere = [
    DarknetFlag(valued: "-i", .nothing(noGraphicsCard)),
    DarknetFlag("-nogpu", .nothing(noGraphicsCard)),
    DarknetFlag(valued: "-gpus", .nothing(noGraphicsCard)),
    DarknetFlag("-dont_show", .nothing(noWindow)),
    DarknetFlag("-show_imgs", .nothing(noWindow)),
    DarknetFlag("-dontuse_opencv", .nothing("OpenCV is not used")),
    DarknetFlag("-clear", .nothing(otherCommand)),
    DarknetFlag(valued: "-chart", .nothing(otherCommand)),
    DarknetFlag(valued: "-c", .nothing(noCamera)),
    DarknetFlag(valued: "-s", .nothing(noCamera)),
    DarknetFlag(
      "-benchmark_layers",
      .refused("times are not taken while looking", help: "darknet-swift bench CFG --layers")),
    DarknetFlag(
      "-benchmark",
      .refused("times are not taken while looking", help: "darknet-swift bench CFG WEIGHTS")),
    DarknetFlag(
      valued: "-mjpeg_port",
      .refused("nothing is served over the network", help: "write a file, or into a pipe")),
  ]

  /// Of commands that find objects.
  private static let boxes = [
    DarknetFlag(valued: "-thresh", .option("--thresh")),
    DarknetFlag(valued: "-hier", .option("--hier")),
    DarknetFlag("-ext_output", .words(["--coordinates"])),
    DarknetFlag("-letter_box", .words(["--resize", "letterbox"])),
    DarknetFlag(valued: "-iou_thresh", .nothing(otherCommand)),
    DarknetFlag(valued: "-points", .nothing(otherCommand)),
    DarknetFlag("-map", .nothing(otherCommand)),
    DarknetFlag(valued: "-avg", .nothing("frames are not averaged")),
    DarknetFlag(valued: "-avgframes", .nothing("frames are not averaged")),
    DarknetFlag(valued: "-w", .nothing(noCamera)),
    DarknetFlag(valued: "-fps", .nothing(noCamera)),
    DarknetFlag("-fullscreen", .nothing(noWindow)),
  ]

  private static let detect = [
    DarknetFlag(valued: "-out", .output),
    DarknetFlag("-save_labels", .words(["--save-labels", "--overwrite"])),
  ]

  private static let classify = [
    DarknetFlag(valued: "-t", .count("--top")),
    DarknetFlag("-topk", .nothing(otherCommand)),
  ]

  private static let evaluation = [
    DarknetFlag(valued: "-thresh", .option("--thresh")),
    DarknetFlag(valued: "-iou_thresh", .option("--iou")),
    DarknetFlag(valued: "-points", .option("--points")),
    DarknetFlag(valued: "-out", .option("--results-name")),
    DarknetFlag(valued: "-t", .count("--top")),
    DarknetFlag(valued: "-hier", .nothing("a class of a tree is told as in detect")),
    DarknetFlag("-letter_box", .words(["--resize", "letterbox"])),
    DarknetFlag("-topk", .nothing(otherCommand)),
    DarknetFlag("-ext_output", .nothing(otherCommand)),
    DarknetFlag("-map", .nothing(otherCommand)),
  ]

  private static let anchors = [
    DarknetFlag(valued: "-num_of_clusters", .option("--count")),
    DarknetFlag(valued: "-width", .option("--width")),
    DarknetFlag(valued: "-height", .option("--height")),
    DarknetFlag("-show", .nothing(noWindow)),
  ]

  private static let training = [
    DarknetFlag("-clear", .words(["--clear"])),
    DarknetFlag("-map", .words(["--map"])),
    DarknetFlag(valued: "-chart", .nothing("charts are in the backup folder")),
    DarknetFlag(valued: "-mjpeg_port", .nothing("charts are in the backup folder")),
    DarknetFlag(
      valued: "-mAP_epochs",
      .refused("evaluations are counted in iterations", help: "--map-every ITERATIONS")),
    DarknetFlag("-topk", .words(["--map"])),
    DarknetFlag(valued: "-t", .nothing("the most probable class counts")),
    DarknetFlag(valued: "-thresh", .nothing(otherCommand)),
    DarknetFlag(valued: "-iou_thresh", .nothing("the overlap is 0.5")),
    DarknetFlag(valued: "-points", .nothing("the area under the curve counts")),
  ]

  private static let video = [
    DarknetFlag(valued: "-out_filename", .option("--output")),
    DarknetFlag(valued: "-json_file_output", .option("--results")),
    DarknetFlag(
      valued: "-c",
      .refused(
        "cameras are read by ffmpeg",
        help: "ffmpeg -i /dev/video0 -f yuv4mpegpipe - | darknet-swift video CFG WEIGHTS -")),
    DarknetFlag(
      valued: "-prefix",
      .refused("frames are not written one by one", help: "-out_filename frames.mjpeg")),
    DarknetFlag(
      "-dontdraw_bbox",
      .refused("a video is written for its boxes", help: "leave out -out_filename")),
    DarknetFlag(
      valued: "-json_port",
      .refused("nothing is served over the network", help: "-json_file_output results.jsonl")),
    DarknetFlag(
      valued: "-http_post_host",
      .refused("nothing is sent over the network", help: "-json_file_output results.jsonl")),
    DarknetFlag(
      valued: "-time_limit_sec",
      .refused(
        "there is no limit on the time",
        help: "timeout --signal=INT 60 darknet-swift … ends it after a frame")),
  ]
}
