import Foundation

/// What watches the program while the tests run, where they were built with `--sanitize`.
public enum Sanitizer: String, Sendable {
  /// Looks for memory that is used without being owned, or never given back.
  case address
  /// Looks for memory that threads use at the same time, one of them writing.
  case thread

  /// The one that is linked into this process, and so into the command beside it.
  public static let current: Sanitizer? =
    if isLinked("__asan_init") { .address } else if isLinked("__tsan_init") { .thread } else { nil }

  /// What a test with a limit of time says, which is skipped under a sanitizer.
  public static let remark = "skipped: under a sanitizer everything takes many times as long"

  /// What a test with a limit of memory says, which is skipped under a sanitizer.
  public static let memoryRemark = "skipped: a sanitizer needs memory, and keeps what is given back"

  /// The variables that tell sanitizers what to do, for programs that tests start.
  public static let environment = ProcessInfo.processInfo.environment.filter {
    ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"].contains($0.key)
  }

  private static func isLinked(_ symbol: String) -> Bool {
    unsafe dlsym(dlopen(nil, RTLD_NOW), symbol) != nil
  }
}
