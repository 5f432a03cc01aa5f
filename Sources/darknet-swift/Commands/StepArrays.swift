import CfgParser
import Engine
import Trainer

/// The images and truths of a few steps of training.
struct StepArrays {
  /// Steps there are data for.
  let steps: Int
  /// Images of a step.
  let batch: Int
  /// Extents of an image.
  let (channels, height, width): (Int, Int, Int)
  private let images: [Float]
  private let truths: [Float]
  private let truthCount: Int
  private let paths: (input: String, truth: String)

  /// Reads both arrays and makes sure that they belong together.
  ///
  /// - Throws: `CommandError` with status 65 or 66; `NpyError` where a file is no array.
  init(input: String, truth: String) throws {
    paths = (input, truth)
    let image = try Self.read(input, axes: "(steps, batch, channels, height, width)", count: 5)
    let list = try Self.read(truth, axes: "(steps, batch, n)", count: 3)
    (steps, batch) = (image.shape[0], image.shape[1])
    (channels, height, width) = (image.shape[2], image.shape[3], image.shape[4])
    guard Array(list.shape[0...1]) == [steps, batch] else {
      throw CommandError(
        .badData, truth,
        "truths of \(list.shape[0]) steps of \(list.shape[1]) images, '\(input)' has \(steps) of \(batch)"
      )
    }
    (images, truths, truthCount) = (image.values, list.values, list.shape[2])
  }

  /// Makes sure that the trainer takes the arrays.
  ///
  /// - Throws: `CommandError` with status 65.
  func check(_ trainer: borrowing Trainer) throws(CommandError) {
    let network = trainer.network
    let wanted = trainer.imagesPerMiniBatch * trainer.miniBatchesPerUpdate
    guard batch == wanted else {
      throw CommandError(
        .badData, paths.input, "steps of \(batch) images, \(network.file) has batch=\(wanted)")
    }
    guard network.inputShape.count == channels * height * width else {
      throw CommandError(
        .badData, paths.input,
        "\(channels) × \(height) × \(width) values, \(network.file) takes \(network.inputShape)")
    }
    guard truthCount >= trainer.truthCount else {
      throw CommandError(
        .badData, paths.truth,
        "truths of \(truthCount) values an image, \(network.file) takes \(trainer.truthCount)")
    }
  }

  /// Makes a step.
  ///
  /// - Returns: The sum of the mini-batches' costs, divided by the images.
  func train(_ trainer: inout Trainer, step: Int) throws -> Double {
    let count = trainer.imagesPerMiniBatch
    var cost = 0.0
    for miniBatch in 0..<trainer.miniBatchesPerUpdate {
      let first = step * batch + miniBatch * count
      let imageCount = channels * height * width
      let truth = (first..<first + count).flatMap { image in
        truths[image * truthCount..<image * truthCount + trainer.truthCount]
      }
      cost += try trainer.train(
        images[first * imageCount..<(first + count) * imageCount].span, truths: truth.span)
    }
    return cost / Double(batch)
  }

  private static func read(_ path: String, axes: String, count: Int) throws -> NpyArray {
    let array = try NpyArray(parsing: ByteSource.all(ofFile: RawPath(path)), named: path)
    guard array.shape.count == count, !array.shape.contains(0) else {
      let found = "(\(array.shape.map(String.init).joined(separator: ", ")))"
      throw CommandError(.badData, path, "an array of shape \(found), \(axes) is needed")
    }
    return array
  }
}
