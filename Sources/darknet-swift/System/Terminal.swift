import ArgumentParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// When messages are coloured.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
  case auto
  /// Always, also into a pipe.
  case always
  /// Never.
  case never
}

/// What is known of the terminal around the program.
struct Terminal {
  /// Whether messages go to a terminal.
  let showsMessages: Bool
  /// Whether somebody sits at standard input.
  let canAsk: Bool
  /// Whether messages are coloured.
  let usesColor: Bool

  /// What text is written to.
  enum Stream {
    case standardOutput, standardError
  }

  /// The terminal of this process, as text on `stream` sees it.
  init(color: ColorChoice = .auto, of stream: Stream = .standardError) {
    let environment = ProcessInfo.processInfo.environment
    let descriptor = stream == .standardError ? STDERR_FILENO : STDOUT_FILENO
    (showsMessages, canAsk) = (isatty(descriptor) == 1, isatty(STDIN_FILENO) == 1)
    switch color {
    case .always: usesColor = true
    case .never: usesColor = false
    case .auto:
      usesColor =
        showsMessages && environment["NO_COLOR", default: ""].isEmpty
        && environment["TERM"] != "dumb"
    }
  }

  /// The text in a colour, or as it is.
  func styled(_ text: String, _ style: Style) -> String {
    usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Colours by what they say.
  enum Style: String {
    /// Bold red.
    case error = "1;31"
    /// Bold yellow.
    case warning = "1;33"
    /// Bold cyan.
    case note = "1;36"
    /// Cyan.
    case help = "36"
  }
}
