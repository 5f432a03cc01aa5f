import CfgParser
import Trainer

/// Tells what is odd about images and labels, and counts it.
struct ExampleWarnings {
  /// Different warnings so far.
  private(set) var count = 0

  private let messages: Messages
  /// Warnings that are shown one by one.
  private static let shown = 10

  /// No warning yet.
  init(_ messages: Messages) { self.messages = messages }

  /// Tells warnings, each of which comes once in a run.
  mutating func add(_ warnings: [LoadingWarning]) {
    for warning in warnings {
      count += 1
      guard count <= Self.shown || messages.level == .verbose else { continue }
      messages.endProgress()
      messages.warn(warning.subject, warning.message)
    }
  }

  /// Says how many there are, where not all were shown.
  func tellCount() {
    guard count > Self.shown, messages.level != .verbose else { return }
    messages.warn(
      "images and labels", "\(Wording.grouped(count)) warnings in all, \(Self.shown) were shown")
  }
}
