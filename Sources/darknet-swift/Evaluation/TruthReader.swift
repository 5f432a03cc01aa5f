import CfgParser
import Trainer

/// Reads what images are known to show, and counts what is wrong with that.
struct TruthReader {
  /// Images for which nothing says what they show.
  private(set) var unlabelledCount = 0
  /// Labels that are left out.
  private(set) var damagedCount: Int

  private let finder: LabelFinder
  private let difficult: [String: String]
  private let compat: Compatibility
  private let messages: Messages
  /// Warnings that are shown one by one.
  private static let shown = 10

  /// Reads the labels of `data` by `finder`.
  init(_ data: LabelledData, _ finder: LabelFinder, compat: Compatibility, messages: Messages) {
    (self.finder, self.compat, self.messages) = (finder, compat, messages)
    difficult = Dictionary(zip(data.images, data.difficult)) { first, _ in first }
    damagedCount = 0
    for warning in data.warnings { warn(warning) }
    damagedCount = data.annotations?.warnings.count ?? 0
  }

  /// What the image at `path` shows; nothing where no label is found, which is counted.
  mutating func labels(of path: String) -> ImageLabels {
    guard var labels = read(path) else {
      unlabelledCount += 1
      let places = finder.candidates(of: path).map { "'\($0)'" }
      let looked = places.isEmpty ? "" : "; looked for \(Wording.list(places, "and"))"
      say(path, "nothing says what the image shows\(looked)", unlabelledCount)
      return ImageLabels(objects: [])
    }
    if let other = difficult[path], let found = read(other) {
      labels.objects += found.objects.map { object in
        var object = object
        object.isDifficult = true
        return object
      }
      labels.warnings += found.warnings
    }
    for warning in labels.warnings { warn(warning) }
    return labels
  }

  private mutating func read(_ path: String) -> ImageLabels? {
    do throws(CfgError) {
      return try finder.labels(ofImageAt: path)
    } catch {
      damagedCount += 1
      say(error.subject, "\(error.message); no label of the file counts", damagedCount)
      return ImageLabels(objects: [])
    }
  }

  private mutating func warn(_ warning: CfgWarning) {
    damagedCount += 1
    say(warning.location.description, warning.message, damagedCount)
  }

  /// Many warnings of a kind say no more than ten.
  private func say(_ subject: String, _ message: String, _ count: Int) {
    guard count <= Self.shown || messages.level == .verbose else { return }
    messages.warn(subject, message)
  }

  /// Says how many there are, where not all were shown, and how bad it is in all.
  func tellCounts() {
    if unlabelledCount > 0 {
      messages.warn("labels", "images without any: \(Wording.grouped(unlabelledCount))")
    }
    if damagedCount > 0 {
      messages.warn("labels", "damaged and left out: \(Wording.grouped(damagedCount))")
    }
  }
}
