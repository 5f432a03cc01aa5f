import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Numbers as text output shows them, rounded as C's `printf` rounds.
enum TextForm {
  /// `dog.jpg: Predicted in 0.081200 seconds.`, darknet's line before the results of an image;
  /// AlexeyAB's fork has `81.200000 milli-seconds`.
  static func headline(
    _ path: RawPath, _ duration: Duration, as compat: Compatibility
  ) -> String {
    let time =
      compat == .alexeyab
      ? "\(decimal(duration.milliseconds, 6)) milli-seconds"
      : "\(decimal(duration.seconds, 6)) seconds"
    return "\(path.text.printable): Predicted in \(time)."
  }

  /// `82%`, as darknet writes confidences.
  static func percent(_ share: Float) -> String {
    decimal(Double(share * 100), 0) + "%"
  }

  /// ` 5.32%`, as darknet writes the probabilities of classes.
  static func share(_ share: Float) -> String {
    padded(decimal(Double(share * 100), 2), to: 5) + "%"
  }

  /// A number with that many decimals.
  static func decimal(_ value: Double, _ places: Int) -> String {
    // As long as the largest number.
    let capacity = 320 + places
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      guard let text = buffer.baseAddress else { return "" }
      _ = unsafe withVaList([value]) { values in
        unsafe vsnprintf(text, capacity, "%.\(places)f", values)
      }
      return unsafe String(cString: text)
    }
  }

  /// The text behind as many blanks as make `width` characters.
  static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// The text before as many blanks as make `width` characters.
  static func extended(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double { self / .seconds(1) }
  /// The duration in milliseconds.
  var milliseconds: Double { self / .milliseconds(1) }
  /// The duration in microseconds.
  var microseconds: Double { self / .microseconds(1) }
}
