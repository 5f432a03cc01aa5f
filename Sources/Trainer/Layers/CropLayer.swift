import CKernels
import CfgParser
import Engine

extension CropLayer: Trainable {
  /// Each image is cut at a random place, and mirrored half of the time with `flip=1`.
  ///
  /// What comes from behind ends here, as in Darknet: crops stand at the beginning.
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    var options = plan.network.reader(of: node)
    let crop = RandomCrop(
      adjusts: !noadjust, flips: try options.flag("flip"), layer: node.index)
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    plan.step("crop", for: node, reads: [input.buffer], writes: [output.buffer]) { run in
      for image in 0..<run.images {
        crop.run(
          run[input].image(image), into: run[output].image(image),
          number: run.seen - run.images + image, in: run)
      }
    }
  }
}
