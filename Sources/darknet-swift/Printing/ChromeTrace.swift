import CfgParser
import Engine

/// A run of a plan in the Trace Event Format, which chrome://tracing and Perfetto show.
///
/// Every step is a complete event (`X`) on the one thread whose number is 1, with its figures; times
/// are in microseconds from the start of the run.
struct ChromeTrace {
  private let name: String
  private let events: [(figures: StepFigures, start: Duration)]

  /// A run of the plan with `batch` images.
  init(_ plan: ExecutionPlan, batch: Int, times: [StepTime]) {
    name = plan.network.name
    let figures = StepFigures.all(plan.summary, batch: batch, times: times.map(\.duration))
    events = zip(figures, times).map { (figures: $0, start: $1.start) }
  }

  /// One object.
  var json: JSONValue {
    .object([
      ("displayTimeUnit", .string("ms")),
      (
        "traceEvents",
        .array(
          [Self.label("process_name", "darknet-swift"), Self.label("thread_name", name)]
            + events.map { Self.event($0.figures, start: $0.start) })
      ),
    ])
  }

  /// What the process or the thread is called.
  private static func label(_ kind: String, _ text: String) -> JSONValue {
    .object(
      [("name", .string(kind)), ("ph", .string("M"))] + lane + [
        ("args", .object([("name", .string(text))]))
      ])
  }

  private static func event(_ figures: StepFigures, start: Duration) -> JSONValue {
    let step = figures.step
    let name = step.algorithm.isEmpty ? step.name : "\(step.name), \(step.algorithm)"
    let head: [(String, JSONValue)] = [
      ("name", .string(name)), ("cat", .string("step")), ("ph", .string("X")),
    ]
    return .object(
      head + lane + [
        ("ts", .double(start.microseconds)), ("dur", .double(figures.time.microseconds)),
        ("args", .object(figures.json)),
      ])
  }

  private static var lane: [(String, JSONValue)] { [("pid", .int(1)), ("tid", .int(1))] }
}
