import FuzzTargets

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The target that the environment names; libFuzzer keeps the arguments for itself.
private let target: FuzzTarget = {
  let name = unsafe getenv("DARKNET_SWIFT_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    fatalError("DARKNET_SWIFT_FUZZ_TARGET is '\(name)'; there are \(names)")
  }
  return target
}()

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe [UInt8](UnsafeBufferPointer(start: data, count: count))
  do {
    try target.run(bytes)
  } catch {
    fatalError(error.description)
  }
  return 0
}
