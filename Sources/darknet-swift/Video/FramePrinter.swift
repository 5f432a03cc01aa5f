import CfgParser
import Engine

/// What was found in the frames of a video, as lines of text or JSON.
struct FramePrinter {
  /// The video, as the caller named it.
  let path: RawPath
  /// The form of the lines.
  let format: VideoOutputOptions.Format
  /// Whose text it is.
  let compat: Compatibility
  /// Keys for the object of every frame.
  let extra: [(String, JSONValue)]

  /// The lines for one frame; none for one that failed, in text.
  func lines(_ frame: FinishedFrame) -> String {
    let place: [(String, JSONValue)] = [
      ("frame", .int(frame.index)), ("time_s", .double(frame.seconds)),
    ]
    switch (frame.outcome, format) {
    case (.seen(let image, let detections, let duration), _):
      let printer = DetectionPrinter(
        detections, in: .image(image), input: .file(format == .text ? headline(frame) : path),
        duration: duration, compat: compat)
      return format == .text ? printer.text : printer.json(extra: place + extra).rendered + "\n"
    case (.failed(let failure), .jsonl):
      return failure.json(for: .file(path), place: place).rendered + "\n"
    case (.failed, .text): return ""
    }
  }

  private func headline(_ frame: FinishedFrame) -> RawPath {
    let seconds = TextForm.decimal(frame.seconds, 3)
    return RawPath(bytes: path.bytes + Array(", frame \(frame.index), \(seconds) s".utf8))
  }
}
