import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// An error as the command reports it: its text, its short name, and how the program ends.
struct Failure {
  /// The error itself.
  let error: any DarknetError
  /// How the program ends because of it.
  let status: ExitStatus
  /// A short name for machine-readable output.
  let code: String

  /// What `error` means for the command.
  init(_ error: any Error) {
    switch error {
    case let error as CommandError:
      self.init(error, error.status, error.status.name)
    case let error as CfgError:
      self.init(
        error, error.code == .unreadable ? Self.missing(error.subject) : .badData, error.code.name)
    case let error as WeightsError:
      self.init(error, Self.status(of: error.code), error.code.name)
    case let error as ImageError:
      self.init(error, Self.status(of: error.code), error.code.rawValue)
    case let error as VideoError:
      self.init(error, .badData, error.code.rawValue)
    case let error as NpyError:
      self.init(error, .badData, error.code.name)
    case let error as ModelError:
      self.init(error, .badData, error.code.name)
    case let error as KernelSetError:
      self.init(error, .usage, "kernel_set")
    case let error as PrecisionError:
      self.init(error, .usage, "precision")
    case let error as ConvolutionAlgorithmError:
      self.init(error, .usage, "convolution_algorithm")
    case let error as any DarknetError:
      self.init(error, .badData, "bad_data")
    default:
      let unknown = CommandError(.internalError, "darknet-swift", "\(error)")
      self.init(unknown, .internalError, "internal")
    }
  }

  private static func status(of code: WeightsError.Code) -> ExitStatus {
    switch code {
    case .unreadable: .noInput
    case .cannotCreate: .cannotCreate
    case .unwritable: .ioError
    default: .badData
    }
  }

  private init(_ error: any DarknetError, _ status: ExitStatus, _ code: String) {
    (self.error, self.status, self.code) = (error, status, code)
  }

  /// The object that stands for a failed input in machine-readable output; `place` says which part
  /// of the input it is about.
  func json(for input: ImageInput, place: [(String, JSONValue)] = []) -> JSONValue {
    .object(
      ImageKeys.input(input) + place + [
        (
          "error",
          .object([("code", .string(code)), ("message", .string(error.message))])
        ), Schema.error.key,
      ])
  }

  /// A text file that can be opened but is no text is bad data.
  private static func missing(_ path: String) -> ExitStatus {
    unsafe access(path, R_OK) == 0 ? .badData : .noInput
  }

  private static func status(of code: ImageError.Code) -> ExitStatus {
    switch code {
    case .unreadable: .noInput
    case .unwritable: .cannotCreate
    default: .badData
    }
  }
}
