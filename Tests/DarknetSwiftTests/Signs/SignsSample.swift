import Engine
import Foundation
import TestSupport
import Testing

/// A picture of the package and what the shipped network finds in it.
struct SignsSample: Sendable, CustomTestStringConvertible {
  /// One sign.
  struct Sign: Sendable {
    let label: String
    let confidence: Float
    /// Left, top, width and height in pixels.
    let box: [Float]
  }

  /// The file in `Samples/`.
  let file: String
  /// How the picture is fitted into the network's input.
  let resize: ResizeMode
  /// What is found, from left to right.
  let signs: [Sign]

  var testDescription: String { "\(file), \(resize.rawValue)" }

  /// Where the picture is.
  var path: String { Self.package.appending(path: "Samples/\(file)").path }

  /// A file of the shipped networks.
  static func shipped(_ name: String) -> String { package.appending(path: "cfg/\(name)").path }

  private static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
