import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What people are told while the program works: everything on standard error.
struct Messages {
  /// How much is said.
  enum Level: Int, Comparable {
    case quiet, normal, verbose

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// How much is said.
  let level: Level
  /// The terminal, which decides on colour and progress.
  let terminal: Terminal

  /// An error, which is said at every level.
  func report(_ error: any DarknetError) {
    var text = "\(error.subject.printable): \(terminal.styled("error:", .error)) "
    text += error.message.printable
    if let help = error.help {
      text += "\n  \(terminal.styled("help:", .help)) \(help.printable)"
    }
    say(text)
  }

  /// Something that is ignored, or done otherwise than one might expect; not said when quiet.
  func warn(_ subject: String, _ message: String) {
    guard level > .quiet else { return }
    let word = terminal.styled("warning:", .warning)
    say("\(subject.printable): \(word) \(message.printable)")
  }

  /// What the front end found odd in a file.
  func warn(_ warnings: [CfgWarning]) {
    for warning in warnings { warn(warning.location.description, warning.message) }
  }

  /// Something good to know; not said when quiet.
  func tell(_ text: String) {
    if level > .quiet { say(text.printable) }
  }

  /// A detail, for those who asked for details.
  func explain(_ text: String) {
    if level == .verbose { say(text.printable) }
  }

  /// A question, whose answer follows on the same line.
  func ask(_ question: String) { write(question) }

  /// Shows how far the work is on the last line of a terminal.
  func progress(_ text: String) {
    if terminal.showsMessages, level > .quiet { write("\r\u{1B}[K\(text.printable)") }
  }

  /// Whether somebody sees progress, so that lines of it on standard output would be in the way.
  var showsProgressAlone: Bool {
    terminal.showsMessages && level > .quiet && isatty(STDOUT_FILENO) == 1
  }

  /// Clears what `progress` showed.
  func endProgress() {
    if terminal.showsMessages, level > .quiet { write("\r\u{1B}[K") }
  }

  private func say(_ line: String) { write(line + "\n") }

  private func write(_ text: String) {
    // There is nowhere to say that standard error cannot be written.
    _ = SystemCall.write(Array(text.utf8)[...], to: STDERR_FILENO)
  }
}
