#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What the caller leaves the program to run in, made such that a fault in it is an error like others.
enum Surroundings {
  /// Fills standard streams that are closed, and has a file that grows beyond its limit be an error.
  ///
  /// To be called before the first file is opened.
  static func prepare() {
    fillStreams()
    // Else the program would be killed, with what it was writing left behind.
    signal(SIGXFSZ, SIG_IGN)
  }

  /// A stream that is closed would be the next file that is opened: messages would land in results,
  /// weights would be read as an image.
  ///
  /// What stands in its place takes nothing and gives nothing: reading and writing are errors, as
  /// they were before.
  private static func fillStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest number that is free is the one that is given.
      _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
