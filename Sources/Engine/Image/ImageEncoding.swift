internal import CStb

extension Image {
  /// JPEG quality darknet writes its pictures with.
  public static let defaultQuality = 80

  /// The image as the bytes of a file.
  ///
  /// - Parameters:
  ///   - format: JPEG, PNG or BMP.
  ///   - quality: 1 (small) to 100 (good), for JPEG; values beyond are taken as the nearest.
  /// - Returns: The whole file.
  /// - Throws: `ImageError` where the image is too large for the format.
  public func encoded(
    as format: ImageFormat, quality: Int = defaultQuality
  ) throws(ImageError) -> [UInt8] {
    do { return try bytes(as: format, quality: quality) } catch { throw error.about("image") }
  }

  /// Writes the image to a file; a file of that name is replaced once the new one is complete.
  ///
  /// What is no regular file, a device or a pipe, is written to directly.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - format: JPEG, PNG or BMP; taken from the extension of `path` where it is not given.
  ///   - quality: 1 (small) to 100 (good), for JPEG; values beyond are taken as the nearest.
  /// - Throws: `ImageError` where the extension is unknown, the image too large for the format or the
  ///   file not writable; a file that was there is left as it was.
  public func write(
    to path: String, as format: ImageFormat? = nil, quality: Int = defaultQuality
  ) throws(ImageError) {
    do throws(ImageFault) {
      let chosen = if let format { format } else { try Self.format(ofPath: path) }
      let bytes = try bytes(as: chosen, quality: quality)
      do throws(AtomicFileError) {
        try AtomicFile.write(bytes, to: path)
      } catch {
        throw ImageFault(.unwritable, error.message, help: error.help)
      }
    } catch {
      throw error.about(path)
    }
  }

  private static func format(ofPath path: String) throws(ImageFault) -> ImageFormat {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let help = "name the file .jpg, .png or .bmp"
    guard parts.count > 1, let ending = parts.last else {
      throw ImageFault(.unsupported, "the name does not end in a format", help: help)
    }
    guard let format = ImageFormat(pathExtension: String(ending)) else {
      throw ImageFault(.unsupported, "'.\(ending)' is not a format that is written", help: help)
    }
    return format
  }

  private func bytes(as format: ImageFormat, quality: Int) throws(ImageFault) -> [UInt8] {
    let (w, h, c) = (Int32(clamping: width), Int32(clamping: height), Int32(channels))
    let fits = format != .jpeg || max(width, height) <= 65535
    let buffer: cstb_buffer? = unsafe pixels.withUnsafeBufferPointer { pixels in
      guard fits, let start = pixels.baseAddress else { return nil }
      return switch format {
      case .png: unsafe cstb_encode_png(w, h, c, start)
      case .bmp: unsafe cstb_encode_bmp(w, h, c, start)
      case .jpeg: unsafe cstb_encode_jpeg(w, h, c, start, Int32(min(max(quality, 1), 100)))
      }
    }
    guard let encoded = unsafe buffer, let bytes = unsafe encoded.bytes else {
      throw ImageFault(.tooLarge, "\(width)×\(height) is too large for a \(format.name) file")
    }
    defer { unsafe cstb_free(bytes) }
    return unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: encoded.count))
  }
}
