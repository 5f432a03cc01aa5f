import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A program that runs beside ours, with pipes to it.
///
/// It gets a process group of its own, so that Ctrl-C reaches us alone and we end it in good order,
/// and the signals' usual effects, whatever we do with ours. Words are bytes, as paths are. For
/// these, `posix_spawn` is called by ourselves: Foundation's `Process` has none of them.
struct ChildProcess {
  /// Which of its streams is a pipe to us; the other is `/dev/null`.
  enum Direction {
    /// We read what it writes to standard output.
    case reading
    /// We write what it reads from standard input.
    case writing
  }

  /// Our end of the pipe.
  let pipe: Int32
  private let identifier: pid_t
  private let complaints: Worker<[String]>

  /// Starts the program `name`, which is looked for on `PATH`.
  ///
  /// - Throws: `ChildProcessError`.
  init(
    _ name: String, _ words: [RawPath], _ direction: Direction
  ) throws(ChildProcessError) {
    let (data, errors) = (try Pipe(), try Pipe())
    do {
      let end = errors.readEnd
      complaints = try Worker { ErrorTail.lines(of: end) }
    } catch {
      for end in [data.readEnd, data.writeEnd, errors.readEnd, errors.writeEnd] { close(end) }
      throw ChildProcessError(number: EAGAIN)
    }
    let isReading = direction == .reading
    let (ours, theirs) = isReading ? (data.readEnd, data.writeEnd) : (data.writeEnd, data.readEnd)
    let spawned = Self.spawn(
      [RawPath(name)] + words, input: isReading ? nil : theirs, output: isReading ? theirs : nil,
      errors: errors.writeEnd)
    close(theirs)
    close(errors.writeEnd)
    switch spawned {
    case .success(let identifier): (pipe, self.identifier) = (ours, identifier)
    case .failure(let error):
      close(ours)
      throw error
    }
  }

  /// Closes our end of the pipe and waits until the program has ended.
  func finish() -> Outcome {
    close(pipe)
    return wait()
  }

  /// Ends a program whose work is not wanted any more: by SIGTERM, and SIGKILL where that is not
  /// enough.
  @discardableResult
  func stop() -> Outcome {
    close(pipe)
    // With whatever it has started itself: it may be a script around the program.
    kill(-identifier, SIGTERM)
    var status: Int32 = 0
    for _ in 0..<Self.patience {
      if unsafe waitpid(identifier, &status, WNOHANG) != 0 {
        return Outcome(status: status, complaints: (try? complaints.join()) ?? [])
      }
      usleep(10_000)
    }
    kill(-identifier, SIGKILL)
    return wait()
  }

  /// How often a program that was asked to end is looked after before it is killed: two seconds.
  private static let patience = 200

  private func wait() -> Outcome {
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    return Outcome(status: status, complaints: (try? complaints.join()) ?? [])
  }

  /// How the program ended, and what it said.
  struct Outcome: Sendable {
    /// As `waitpid` tells it: 0 for success.
    let status: Int32
    /// The last lines of its standard error.
    let complaints: [String]

    /// Whether it ended by itself, with status 0.
    var isSuccess: Bool { status == 0 }

    /// The ending in words: `status 1` or `signal 9`.
    var ending: String {
      status & 0x7F == 0 ? "status \(status >> 8 & 0xFF)" : "signal \(status & 0x7F)"
    }
  }
}

/// A program that cannot be started.
struct ChildProcessError: Error {
  /// The system's number for the reason.
  let number: Int32
}

extension ChildProcess {
  private static func spawn(
    _ words: [RawPath], input: Int32?, output: Int32?, errors: Int32
  ) -> Result<pid_t, ChildProcessError> {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (stream, end) in [(STDIN_FILENO, input), (STDOUT_FILENO, output)] {
      if let end {
        unsafe posix_spawn_file_actions_adddup2(&actions, end, stream)
      } else {
        unsafe posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
      }
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    resetSignals(&attributes)
    var (identifier, text) = (pid_t(), words.flatMap(\.terminated))
    let number = unsafe text.withUnsafeMutableBufferPointer { text in
      var place = 0
      var arguments = unsafe words.map { word in
        defer { place += word.terminated.count }
        return unsafe text.baseAddress.map { unsafe $0 + place }
      }
      unsafe arguments.append(nil)
      return unsafe posix_spawnp(
        &identifier, words[0].terminated, &actions, &attributes, arguments, environ)
    }
    return number == 0 ? .success(identifier) : .failure(ChildProcessError(number: number))
  }

  /// A group of its own, no signal blocked, none ignored.
  private static func resetSignals(_ attributes: inout posix_spawnattr_t) {
    var (none, all) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
  }
}

/// The two ends of a pipe, which programs we start do not inherit.
private struct Pipe {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws(ChildProcessError) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw ChildProcessError(number: errno) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }
}
