import CfgParser
import Engine

/// Results as CSV: a line a finding below a header, and a line an image that failed.
///
/// The columns are those of the image, of a finding, and two for what went wrong. An image in which
/// nothing was found has no line.
///
/// - Reference: RFC 4180.
struct CSVResults<Finding>: ResultForm {
  /// The names of the columns of a finding.
  let columns: [String]
  /// The fields of each finding.
  let rows: (ImageResult<Finding>) -> [[CSVField]]

  private static var imageColumns: [String] { ["image", "image_width", "image_height"] }
  private static var errorColumns: [String] { ["error_code", "error"] }

  var frame: StreamFrame {
    let names = Self.imageColumns + columns + Self.errorColumns
    return .lines(header: Self.record(names.map(CSVField.text)))
  }

  func items(of result: ImageResult<Finding>) -> [String] {
    let image = [
      CSVField.text(result.input.path.text), .int(result.picture.width),
      .int(result.picture.height),
    ]
    return rows(result).map { Self.record(image + $0 + [.empty, .empty]) }
  }

  func items(of failure: Failure, _ input: ImageInput) -> [String] {
    let between = Self.imageColumns.count - 1 + columns.count
    let fields = [.text(input.path.text)] + [CSVField](repeating: .empty, count: between)
    return [Self.record(fields + [.text(failure.code), .text(failure.error.message)])]
  }

  private static func record(_ fields: [CSVField]) -> String {
    fields.map(\.rendered).joined(separator: ",") + "\r\n"
  }
}
