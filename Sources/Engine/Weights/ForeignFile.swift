/// What a file is that was given as weights but is something else, told by its first bytes.
///
/// Weights files start with their version, three small 32-bit numbers, so none of these signatures
/// can be one.
enum ForeignFile {
  private static let signatures: [(bytes: [UInt8], name: String)] = [
    ([0x1F, 0x8B], "a gzip archive"),
    (Array("PK\u{3}\u{4}".utf8), "a zip archive (PyTorch models and NumPy archives are such)"),
    (Array("7z".utf8) + [0xBC, 0xAF], "a 7-Zip archive"),
    ([0xFD] + Array("7zXZ".utf8), "an xz archive"),
    (Array("BZh".utf8), "a bzip2 archive"),
    (Array("Rar!".utf8), "a RAR archive"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
    ([0x89] + Array("HDF".utf8), "an HDF5 file (Keras models are such)"),
    (Array("GGUF".utf8), "a GGUF model"),
    ([0x80, 0x02], "a Python pickle (PyTorch models are such)"),
    ([0x93] + Array("NUMPY".utf8), "a NumPy array"),
    ([0x7F] + Array("ELF".utf8), "a program"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    ([0x89] + Array("PNG".utf8), "a PNG image"),
    (Array("%PDF".utf8), "a PDF document"),
  ]

  /// A sentence on what the file is and one on what to do, or nil if nothing is recognised.
  ///
  /// `start` is the first bytes of the file, up to a few hundred.
  static func recognise(_ start: [UInt8]) -> (what: String, help: String?)? {
    if let match = signatures.first(where: { start.starts(with: $0.bytes) }) {
      return (match.name, nil)
    }
    if isSafetensors(start) { return ("a safetensors model", nil) }
    if isOnnx(start) { return ("an ONNX model", nil) }
    if hasReplacementCharacters(start) {
      return (
        "damaged by a text conversion (it is full of the bytes EF BF BD)",
        "copy or download the file again as binary data"
      )
    }
    return recogniseText(start)
  }

  private static func recogniseText(_ start: [UInt8]) -> (what: String, help: String?)? {
    guard !start.isEmpty, start.allSatisfy(isText) else { return nil }
    let text = String(decoding: start, as: UTF8.self).lowercased()
    let trimmed = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if trimmed.hasPrefix("version https://git-lfs") {
      return (
        "a Git-LFS pointer, not the file it stands for",
        "run 'git lfs pull' where the file came from"
      )
    }
    if trimmed.hasPrefix("<") {
      return (
        "a web page, not weights",
        "the download link may be dead; the page says what it answers"
      )
    }
    if trimmed.hasPrefix("["), trimmed.contains("]") {
      return ("a cfg file, not weights", "give the cfg first, then the weights")
    }
    return ("text, not weights", nil)
  }

  private static func isText(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F || (0x09...0x0D).contains(byte)
  }

  /// A length of eight bytes, then a JSON object.
  private static func isSafetensors(_ start: [UInt8]) -> Bool {
    start.count > 9 && start[8] == UInt8(ascii: "{")
      && start[9] == UInt8(ascii: "\"") && start[4..<8].allSatisfy { $0 == 0 }
  }

  /// Protocol-buffer field 1 (the IR version, below 32), then field 2 (the producer's name) or 7 or
  /// 8.
  private static func isOnnx(_ start: [UInt8]) -> Bool {
    start.count > 3 && start[0] == 0x08 && (1..<32).contains(start[1])
      && [0x12, 0x3A, 0x42].contains(start[2])
  }

  private static func hasReplacementCharacters(_ start: [UInt8]) -> Bool {
    let marks = start.indices.dropLast(2).filter {
      start[$0] == 0xEF && start[$0 + 1] == 0xBF && start[$0 + 2] == 0xBD
    }
    return marks.count >= 3
  }
}
