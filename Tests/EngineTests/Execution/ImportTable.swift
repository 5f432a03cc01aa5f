#if canImport(Glibc)
import Glibc

/// The tables through which the program and its libraries call functions of each other.
///
/// - Reference: "Tool Interface Standard, Executable and Linking Format", the dynamic section and
///   relocations.
enum ImportTable {
  /// The start of glibc's `dl_phdr_info`.
  @safe private struct LoadedObject {
    let base: UInt
    let name: UnsafePointer<CChar>?
    let headers: UnsafePointer<Elf64_Phdr>?
    let headerCount: UInt16
  }

  /// What is replaced, handed through a C callback.
  @safe private final class Replacement {
    let functions: [String: UnsafeRawPointer]
    var count = 0

    init(_ functions: [String: UnsafeRawPointer]) { unsafe self.functions = functions }
  }

  private typealias Visit =
    @convention(c) (UnsafeRawPointer, Int, UnsafeMutableRawPointer?) -> Int32
  private typealias Iterate = @convention(c) (Visit, UnsafeMutableRawPointer?) -> Int32

  /// Makes everything but the C library itself call `functions` instead of those of that name.
  ///
  /// - Returns: In how many places.
  static func replace(_ functions: [String: UnsafeRawPointer]) -> Int {
    guard let symbol = unsafe dlsym(dlopen(nil, RTLD_NOW), "dl_iterate_phdr") else { return 0 }
    let iterate = unsafe unsafeBitCast(symbol, to: Iterate.self)
    let replacement = unsafe Replacement(functions)
    let visit: Visit = { info, _, context in
      guard let context = unsafe context else { return 0 }
      let object = unsafe info.load(as: LoadedObject.self)
      let replacement = unsafe Unmanaged<Replacement>.fromOpaque(context).takeUnretainedValue()
      ImportTable.visit(object, replacement)
      return 0
    }
    _ = unsafe iterate(visit, Unmanaged.passUnretained(replacement).toOpaque())
    return replacement.count
  }

  private static func visit(_ object: LoadedObject, _ replacement: Replacement) {
    let name = unsafe object.name.map { unsafe String(cString: $0) } ?? ""
    // The C library's own calls stay, and the kernel's page has none.
    let isSpared = ["libc.so", "ld-linux", "linux-vdso"].contains { name.contains($0) }
    guard !isSpared, let headers = unsafe object.headers else { return }
    for index in 0..<Int(object.headerCount) where unsafe headers[index].p_type == 2 {
      let start = object.base + UInt(unsafe headers[index].p_vaddr)
      replaceEntries(of: DynamicSection(at: start, base: object.base), replacement)
    }
  }

  private static func replaceEntries(of section: DynamicSection, _ replacement: Replacement) {
    for (table, byteCount) in [
      (section.jumps, section.jumpByteCount), (section.relocations, section.relocationByteCount),
    ] {
      guard let entries = unsafe UnsafePointer<Elf64_Rela>(bitPattern: table) else { continue }
      for index in 0..<Int(byteCount) / MemoryLayout<Elf64_Rela>.stride {
        let entry = unsafe entries[index]
        guard
          let function = unsafe replacement.functions[
            section.name(ofSymbol: Int(entry.r_info >> 32))],
          let place = unsafe UnsafeMutablePointer<UnsafeRawPointer>(
            bitPattern: section.base + UInt(entry.r_offset))
        else { continue }
        unsafe makeWritable(place)
        unsafe place.pointee = function
        replacement.count += 1
      }
    }
  }

  /// Tables may be read-only once the program is loaded.
  private static func makeWritable(_ place: UnsafeMutablePointer<UnsafeRawPointer>) {
    let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
    let start = UInt(bitPattern: place) & ~(page - 1)
    _ = unsafe mprotect(
      UnsafeMutableRawPointer(bitPattern: start), Int(page), PROT_READ | PROT_WRITE)
  }
}

/// What an object's dynamic section says of the functions it imports, as addresses.
@safe private struct DynamicSection {
  let base: UInt
  private(set) var jumps: UInt = 0
  private(set) var jumpByteCount: UInt = 0
  private(set) var relocations: UInt = 0
  private(set) var relocationByteCount: UInt = 0
  private var symbols: UInt = 0
  private var strings: UInt = 0

  init(at start: UInt, base: UInt) {
    self.base = base
    guard var entry = unsafe UnsafePointer<Elf64_Dyn>(bitPattern: start) else { return }
    while unsafe entry.pointee.d_tag != 0 {
      let value = UInt(unsafe entry.pointee.d_un.d_val)
      let address = value < base ? base + value : value
      switch unsafe entry.pointee.d_tag {
      case 2: jumpByteCount = value
      case 5: strings = address
      case 6: symbols = address
      case 7: relocations = address
      case 8: relocationByteCount = value
      case 23: jumps = address
      default: break
      }
      unsafe entry += 1
    }
  }

  /// The name of an imported symbol; empty for one that has none.
  func name(ofSymbol index: Int) -> String {
    guard index > 0, let symbols = unsafe UnsafePointer<Elf64_Sym>(bitPattern: symbols),
      let name = unsafe UnsafePointer<CChar>(bitPattern: strings + UInt(symbols[index].st_name))
    else { return "" }
    return unsafe String(cString: name)
  }
}
#endif
