#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The system's OpenBLAS, loaded when a kernel set that multiplies with it is asked for.
///
/// It is not linked: loading it starts its threads, which watch for work for some milliseconds, and
/// takes memory, and most processors never need it.
@safe struct OpenBLAS: Sendable {
  /// `cblas_sgemm`; orders and transpositions are numbers of `cblas.h`.
  typealias Multiply =
    @convention(c) (
      _ order: CInt, _ transA: CInt, _ transB: CInt, _ m: CInt, _ n: CInt, _ k: CInt,
      _ alpha: Float, _ a: UnsafePointer<Float>, _ lda: CInt, _ b: UnsafePointer<Float>,
      _ ldb: CInt, _ beta: Float, _ c: UnsafeMutablePointer<Float>, _ ldc: CInt
    ) -> Void
  private typealias SetThreadCount = @convention(c) (CInt) -> Void

  /// The product of two matrices.
  let multiply: Multiply

  /// `CblasRowMajor`.
  static let rowMajor: CInt = 101
  /// `CblasNoTrans`.
  static let asIs: CInt = 111
  /// `CblasTrans`.
  static let transposed: CInt = 112

  /// The library, its own threads turned off, for it is called from ours; nil where the system has
  /// none.
  ///
  /// The setting is one for the whole process.
  static let loaded: OpenBLAS? = {
    for name in names {
      guard let library = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
      guard let multiply = unsafe dlsym(library, "cblas_sgemm"),
        let setThreadCount = unsafe dlsym(library, "openblas_set_num_threads")
      else { continue }
      unsafe unsafeBitCast(setThreadCount, to: SetThreadCount.self)(1)
      return unsafe OpenBLAS(multiply: unsafeBitCast(multiply, to: Multiply.self))
    }
    return nil
  }()

  /// What distributions call it, and where Homebrew has it.
  private static let names = [
    "libopenblas.so.0", "libopenblas.so", "libopenblasp.so.0", "libopenblas.dylib",
    "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
  ]
}
