import Engine
import Trainer

/// Writes charts into a folder, each as SVG and as PNG.
struct ChartFiles {
  private let folder: String

  /// Makes the folder if need be.
  ///
  /// - Throws: `CommandError` with status 73.
  init(_ folder: String) throws(CommandError) {
    self.folder = folder
    try OutputFolder.prepare(folder)
  }

  /// Writes a chart as `name.svg` and `name.png`; files that are there are replaced.
  ///
  /// - Throws: `CommandError`, or `ImageError` where the chart is too large.
  func write(_ chart: Chart, as name: String) throws {
    let png = try chart.png
    for (bytes, ending) in [(Array(chart.svg.utf8), "svg"), (png, "png")] {
      let path = "\(folder)/\(name).\(ending)"
      try CommandError.writing { () throws(AtomicFileError) in
        try AtomicFile.write(bytes, to: path)
      }
    }
  }
}
