import CfgParser
import TestSupport
import Testing

@Suite("layers that change values in their places")
struct ValueLayerTests {
  @Test(
    "[activation], [logistic] and [contrastive] keep any shape",
    arguments: [Shape.image(3, 4, 5), Shape(vectorOf: 9)])
  func anyShape(_ input: Shape) throws {
    #expect(try ActivationLayer("[activation]").outputShape(for: [input]) == input)
    #expect(try LogisticLayer("[logistic]").outputShape(for: [input]) == input)
    #expect(try ContrastiveLayer("[contrastive]").outputShape(for: [input]) == input)
  }

  @Test("[activation] is linear by default, unlike a convolution's")
  func activation() throws {
    #expect(try ActivationLayer("[activation]").activation == .linear)
    #expect(try ActivationLayer("[activation]\nactivation=mish").activation == .mish)
  }

  @Test("[l2norm] needs an image")
  func l2norm() throws {
    let layer = try L2normLayer("[l2norm]")
    #expect(try layer.outputShape(for: [.image(3, 4, 5)]) == .image(3, 4, 5))
    #expect(misfit(layer, Shape(vectorOf: 9))?.message == "needs an image")
  }

  @Test("keys of the contrastive loss are accepted without a word")
  func contrastive() throws {
    let keys = [
      "classes=1", "temperature=1.0", "yolo_layer=-2", "cls_normalizer=1.0", "max_delta=10",
      "contrastive_neg_max=3",
    ]
    let text = "[contrastive]\n" + keys.joined(separator: "\n")
    #expect(try ContrastiveLayer.warnings(text).isEmpty)
  }

  @Test("[implicit] gives filters × atoms values of its own, whatever comes in")
  func implicit() throws {
    let layer = try ImplicitLayer("[implicit]\nfilters=5\natoms=3\nmean=1\nstd=.02")
    #expect(try layer.outputShape(for: [Shape(vectorOf: 7)]) == .image(5, 3, 1))
    #expect(
      layer.weightBlocks(for: [Shape(vectorOf: 7)], in: .alexeyab) == [
        WeightBlock("weights", count: 15, initial: 1 - 0.02...1 + 0.02)
      ])
    let plain = try ImplicitLayer("[implicit]")
    #expect((plain.filters, plain.atoms) == (128, 1))
    #expect((plain.mean, plain.std) == (0, 0.2))
  }

  @Test("[iseg] needs a channel for each class and each value of the embedding")
  func iseg() throws {
    let plain = try IsegLayer("[iseg]")
    #expect((plain.classes, plain.ids) == (20, 32))
    let layer = try IsegLayer("[iseg]\nclasses=3\nids=4")
    #expect(try layer.outputShape(for: [.image(7, 5, 6)]) == .image(7, 5, 6))
    let error = fault(of: net("[conv]\nfilters=8\n[iseg]\nclasses=3\nids=4"))
    #expect(
      error?.description == """
        net.cfg:7: error: layer 1 [iseg] needs 7 channels (classes 3 + ids 4), but layer 0 \
        [convolutional] gives 8
          help: set filters=7 at line 6
        """)
  }
}
