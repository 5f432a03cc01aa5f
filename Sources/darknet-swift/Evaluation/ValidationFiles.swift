import CfgParser
import Engine
import Trainer

/// The files that Darknet's `detector valid` writes: for VOC one a class, for COCO one in all.
///
/// - Reference: darknet `detector.c`, `validate_detector`.
struct ValidationFiles {
  /// Which files.
  private enum Form: String {
    case voc, coco
  }

  private let form: Form
  private let folder: String
  private let name: String?
  private let compat: Compatibility
  private let read: InputFiles

  /// Files as the data file's `eval` and `results` say.
  ///
  /// - Throws: `CommandError` for evaluations that there are not here.
  init(_ data: LabelledData, name: String?, compat: Compatibility) throws(CommandError) {
    let word = data.data?["eval"] ?? Form.voc.rawValue
    guard let form = Form(rawValue: word) else {
      throw CommandError(
        .badData, data.data?.file ?? "", "'eval=\(word)' is not written here, but voc and coco",
        help: "detect … --format jsonl has all that other forms are made from")
    }
    (self.form, self.name, self.compat) = (form, name, compat)
    folder = data.data?["results"] ?? "results"
    read = InputFiles(data.images.map { RawPath($0) })
  }

  /// Runs over `inputs`, and writes.
  ///
  /// - Throws: `CommandError`, or what concerns more than one image.
  func write(
    _ labels: [String], by run: ImageRun, _ inputs: consuming ImageInputs,
    find: @escaping @Sendable (Picture) throws -> [Detection]
  ) throws -> ExitStatus {
    var sinks = try sinks(labels)
    let status = try run.run(inputs, to: &sinks, find: find)
    try sinks.finish()
    run.messages.tell("\(folder): the results, for the tools of \(form.rawValue)")
    return status
  }

  private func sinks(_ labels: [String]) throws -> ResultSinks<[Detection]> {
    switch form {
    case .voc:
      let policy = OverwritePolicy(keeping: read, existing: .replaced)
      let files = try VocFiles(
        folder, labels: labels, name: name ?? VocFiles.usualName, policy: policy)
      return ResultSinks(files: [files])
    case .coco:
      try OutputFolder.prepare(folder)
      let form = CocoResults(
        ids: CocoImageIds(.name, compat: compat),
        categories: CocoCategories.auto.ids(classCount: labels.count))
      return ResultSinks(
        files: [],
        stream: try ResultStream(form, path: "\(folder)/\(name ?? "coco_results").json"))
    }
  }
}
