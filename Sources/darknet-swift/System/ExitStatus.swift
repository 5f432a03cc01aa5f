/// How the program ends, after `sysexits.h`.
enum ExitStatus: Int32 {
  /// Everything that was asked for is done.
  case success = 0
  /// Some inputs failed; the rest is done.
  case someInputsFailed = 1
  /// The words of the call make no sense.
  case usage = 64
  /// A file is there, but its content cannot be used.
  case badData = 65
  /// A file that is needed is missing or may not be read.
  case noInput = 66
  /// A program that is needed is not installed.
  case unavailable = 69
  /// A fault of ours.
  case internalError = 70
  /// A file cannot be created.
  case cannotCreate = 73
  /// Reading or writing broke off.
  case ioError = 74
  /// SIGINT came.
  case interrupted = 130
  /// SIGTERM came.
  case terminated = 143

  /// What an error with this status is called where it has no name of its own.
  var name: String {
    switch self {
    case .success: "success"
    case .someInputsFailed: "some_inputs_failed"
    case .usage: "usage"
    case .badData: "bad_data"
    case .noInput: "unreadable"
    case .unavailable: "unavailable"
    case .internalError: "internal"
    case .cannotCreate: "cannot_create"
    case .ioError: "io_error"
    case .interrupted: "interrupted"
    case .terminated: "terminated"
    }
  }
}
