import CfgParser
import Testing

@testable import Engine

@Suite("NPY files")
struct NpyArrayTests {
  /// A file of version 1.0 with this dictionary and these bytes behind it.
  private func file(_ dictionary: String, _ values: [UInt8] = [], version: UInt8 = 1) -> [UInt8] {
    let count = dictionary.utf8.count
    let length: [UInt8] =
      version == 1
      ? [UInt8(count % 256), UInt8(count / 256)] : [UInt8(count % 256), UInt8(count / 256), 0, 0]
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + Array(dictionary.utf8) + values
  }

  /// 0.5 and 1, three times.
  private let six = (0..<6).flatMap { [0, 0, UInt8(0x80 * ($0 % 2)), 0x3F] as [UInt8] }

  @Test(
    "what is written is read again",
    arguments: [([3, 2, 2], 12), ([5], 5), ([], 1), ([0, 4], 0), ([1, 1, 1], 1)])
  func roundTrip(_ shape: [Int], _ count: Int) throws {
    let array = NpyArray(shape: shape, values: (0..<count).map { Float($0) - 1.5 })
    #expect(try NpyArray(parsing: array.encoded, named: "a.npy") == array)
  }

  @Test("the header is NumPy's, and the values begin at a multiple of 64")
  func header() {
    let bytes = NpyArray(shape: [2, 1, 3], values: [0, 1, 2, 3, 4, 5]).encoded
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 3), }"
    #expect(Array(bytes.prefix(10)) == [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0])
    #expect(String(decoding: bytes[10..<(10 + text.utf8.count)], as: UTF8.self) == text)
    #expect(bytes[127] == UInt8(ascii: "\n"))
    #expect(bytes.count == 128 + 24)
    #expect(Array(bytes[132..<136]) == [0, 0, 0x80, 0x3F])
  }

  @Test("versions 1 to 3 are read", arguments: [1, 2, 3] as [UInt8])
  func versions(_ version: UInt8) throws {
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
    let array = try NpyArray(parsing: file(text, six, version: version), named: "a.npy")
    #expect(array.shape == [2, 3])
    #expect(array.values == [0.5, 1, 0.5, 1, 0.5, 1])
  }

  @Test("keys stand in any order and in either quotes")
  func notation() throws {
    let text = "{\"shape\": (6,), \"fortran_order\":False,\"descr\":\"<f4\"}\n"
    #expect(try NpyArray(parsing: file(text, six), named: "a.npy").shape == [6])
  }

  @Test(
    "what cannot be read is named",
    arguments: [
      (
        "{'descr': '<f8', 'fortran_order': False, 'shape': (6,), }",
        """
        a.npy: error: the values have type '<f8', '<f4' (little-endian float32) is read
          help: save it with numpy.save(path, array.astype('<f4'))
        """
      ),
      (
        "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (6,), }",
        """
        a.npy: error: the values have a structured type, '<f4' (little-endian float32) is read
          help: save it with numpy.save(path, array.astype('<f4'))
        """
      ),
      (
        "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }",
        """
        a.npy: error: the array is in Fortran order, C order is read
          help: save it with numpy.save(path, numpy.ascontiguousarray(array))
        """
      ),
      (
        "{'descr': '<f4', 'fortran_order': False, 'shape': (7,), }",
        """
        a.npy: error: the header promises 7 values, 24 bytes follow it
          help: the file may be incomplete
        """
      ),
      (
        "{'descr': '<f4', 'fortran_order': False, 'shape': (5,), }",
        "a.npy: error: the header promises 5 values, 24 bytes follow it"
      ),
      (
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }",
        "a.npy: error: the header's shape has more values than can be counted"
      ),
      (
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-6,), }",
        "a.npy: error: the header's shape is not a list of numbers"
      ),
      (
        "{'descr': '<f4', 'fortran_order': 1, 'shape': (6,), }",
        "a.npy: error: the header's 'fortran_order' is neither True nor False"
      ),
      ("{'descr': '<f4', 'color': 'red'}", "a.npy: error: the header has an unknown key 'color'"),
      ("{'descr' '<f4'}", "a.npy: error: the header is damaged: ':' is missing in it"),
    ])
  func faults(_ dictionary: String, _ message: String) {
    let error = #expect(throws: NpyError.self) {
      try NpyArray(parsing: file(dictionary, six), named: "a.npy")
    }
    #expect(error?.description == message)
  }

  @Test("other files are recognised", arguments: ["", "\u{93}NUMPY", "hello, world, hello"])
  func otherFile(_ text: String) {
    let error = #expect(throws: NpyError.self) {
      try NpyArray(parsing: Array(text.utf8), named: "a.npy")
    }
    #expect(error?.code == .notAnArray)
  }

  @Test("a file may end anywhere without harm", arguments: 0..<128)
  func truncated(_ count: Int) {
    let bytes = NpyArray(shape: [2, 3], values: [0, 1, 2, 3, 4, 5]).encoded
    #expect(throws: NpyError.self) {
      try NpyArray(parsing: Array(bytes.prefix(count)), named: "a.npy")
    }
  }
}
