import CfgParser
import Engine

extension Trainer {
  /// What steps work with.
  func context() -> TrainingContext {
    unsafe TrainingContext(
      images: imagesPerMiniBatch, seen: seen, updates: updates, kernels: plan.kernels,
      threads: threads,
      scratch: Scratch(
        base: memory.arena.values + plan.activationCount, sharedFloats: 0,
        floatsPerWorker: plan.scratchCount),
      parameters: memory.parameters, truths: memory.truths, memory: memory.arena.values,
      offsets: plan.offsets)
  }

  /// Puts the images in place.
  func setInput(_ images: Span<Float>) {
    let input = context()[plan.input]
    let threads = threads
    unsafe images.withUnsafeBufferPointer { source in
      guard let source = source.baseAddress else { return }
      for image in 0..<input.images {
        unsafe interleave(
          source + image * input.shape.count, into: input.image(image), threads: threads)
      }
    }
  }

  /// Throws unless there are the values of a mini-batch.
  func check(_ images: Span<Float>, _ truths: Span<Float>) throws(ModelError) {
    let shape = inputShape
    guard images.count == imagesPerMiniBatch * shape.count else {
      throw ModelError(
        .wrongInput, network.file,
        """
        a mini-batch has \(Wording.grouped(imagesPerMiniBatch * shape.count)) values \
        (\(imagesPerMiniBatch) images of \(shape)), not \(Wording.grouped(images.count))
        """)
    }
    guard truths.count == imagesPerMiniBatch * truthCount else {
      throw ModelError(
        .wrongInput, network.file,
        """
        the truths of a mini-batch have \(Wording.grouped(imagesPerMiniBatch * truthCount)) \
        values (\(imagesPerMiniBatch) images of \(truthCount)), not \(Wording.grouped(truths.count))
        """)
    }
  }
}
