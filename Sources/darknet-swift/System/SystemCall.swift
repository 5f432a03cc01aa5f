#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The few calls of the system that the program needs, in a form of their own.
enum SystemCall {
  /// Writes all bytes; ends the process quietly when nobody reads any more.
  ///
  /// - Returns: The number of the system's error, or nil when all is written.
  static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32? {
    var rest = bytes
    while !rest.isEmpty {
      let count = writeSome(rest, to: descriptor)
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { endOfPipe() }
        return errno
      }
      rest = rest.dropFirst(count)
    }
    return nil
  }

  /// Writes as many bytes as go at once, and gives their number; -1 with `errno` set after an error.
  ///
  /// Waits for room also where whoever shares the pipe or terminal set it not to wait.
  static func writeSome(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int {
    while true {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe systemWrite(descriptor, buffer.baseAddress, buffer.count)
      }
      guard count < 0, errno == EAGAIN else { return count }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = unsafe poll(&waiting, 1, -1)
    }
  }

  /// Opens a file for reading; -1 with `errno` set where it cannot be.
  static func open(_ path: RawPath) -> Int32 {
    systemOpen(path.terminated, O_RDONLY | O_CLOEXEC)
  }

  /// The next bytes of an open file, at most `count`; none at its end, nil after an error.
  static func read(_ descriptor: Int32, count: Int) -> [UInt8]? {
    var failed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let length = unsafe systemRead(descriptor, buffer.baseAddress, count)
      (filled, failed) = (max(0, length), length < 0)
    }
    return failed ? nil : bytes
  }

  /// The first bytes of the file at that path, at most `count`; none where it cannot be read.
  static func start(of path: RawPath, count: Int) -> [UInt8] {
    let descriptor = open(path)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return read(descriptor, count: count) ?? []
  }

  /// The path of the program that runs, without symbolic links; nil where the system does not tell.
  static var program: String? {
    #if canImport(Darwin)
    var size = UInt32(PATH_MAX)
    var path = [CChar](repeating: 0, count: Int(size) + 1)
    guard unsafe _NSGetExecutablePath(&path, &size) == 0 else { return nil }
    return resolved(RawPath(bytes: path.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))))?.text
    #else
    return resolved(RawPath("/proc/self/exe"))?.text
    #endif
  }

  /// The path without symbolic links; nil where nothing is at it.
  static func resolved(_ path: RawPath) -> RawPath? {
    guard let resolved = unsafe realpath(path.terminated, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe RawPath(
      bytes: Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved))))
  }

  /// Removes the file at that path, if there is one.
  static func remove(_ path: RawPath) { _ = unsafe unlink(path.terminated) }

  /// Ends the process.
  static func end(_ status: Int32) -> Never { exit(status) }

  /// What is at that path, behind symbolic links; nil with `errno` set when nothing is.
  static func status(of path: RawPath) -> stat? {
    var status = stat()
    return unsafe stat(path.terminated, &status) == 0 ? status : nil
  }

  /// As a program ends that does not know of SIGPIPE, also where the caller chose to ignore that
  /// signal.
  static func endOfPipe() {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
  }
}

// Inside the type these names would be its own functions.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

private func systemOpen(_ path: [CChar], _ flags: Int32) -> Int32 { unsafe open(path, flags) }

private func systemRead(
  _ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  unsafe read(descriptor, bytes, count)
}

extension stat {
  /// Whether it is a folder.
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  /// Whether it is a plain file, neither folder nor device nor pipe.
  var isRegularFile: Bool { st_mode & S_IFMT == S_IFREG }
  /// Whether it is a device that gives one byte after the other.
  var isDevice: Bool { st_mode & S_IFMT == S_IFCHR }
  /// Device and number, which tell two files apart whatever they are called.
  var identity: FileIdentity { FileIdentity(device: UInt64(st_dev), number: UInt64(st_ino)) }
}

/// What tells one file from another, whatever their names.
struct FileIdentity: Hashable {
  /// The device it lies on.
  let device: UInt64
  /// Its number there.
  let number: UInt64
}

extension FileIdentity {
  /// What the plain file at that path is known by; nil where there is none.
  init?(ofFile path: RawPath) {
    guard let status = SystemCall.status(of: path), status.isRegularFile else { return nil }
    self = status.identity
  }
}
