/// What an image shows of one class, and what was found of it.
struct ClassScene: Sendable, Hashable {
  /// The objects of the class.
  fileprivate(set) var truths: [TrueObject] = []
  /// What was found of it, the most confident first.
  fileprivate(set) var found: [FoundObject] = []
}

extension [EvaluatedImage] {
  /// The scenes of each class, in the order of the images; those with nothing are left out, and so is
  /// what is of no class.
  func scenes(classCount: Int) -> [[ClassScene]] {
    var classes = [[ClassScene]](repeating: [], count: classCount)
    for image in self {
      var scenes: [Int: ClassScene] = [:]
      for truth in image.truths { scenes[truth.classIndex, default: .init()].truths.append(truth) }
      for object in image.found { scenes[object.classIndex, default: .init()].found.append(object) }
      for (classIndex, var scene) in scenes where classes.indices.contains(classIndex) {
        scene.found.sort { $0.confidence > $1.confidence }
        classes[classIndex].append(scene)
      }
    }
    return classes
  }
}
