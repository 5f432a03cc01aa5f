import CfgParser
import Engine
import Foundation

/// The examples of `Embedding.md`, in its order: they stand here to be compiled.
///
/// A test compares the two; indentation is of no account.
enum EmbeddingExamples {
  static func find() throws {
    let detector = try Detector(
      cfg: "yolov2-voc.cfg", weights: "yolov2-voc.weights", names: "voc.names")

    for path in ["dog.jpg", "person.jpg"] {
      for found in detector.detect(in: try Image(contentsOf: path)) {
        print(path, found.label, found.confidence, found.box)
      }
    }
  }

  static func adjust(_ detector: Detector, _ image: Image) throws {
    let cat = detector.labels.firstIndex(of: "cat") ?? 0
    let settings = DetectionSettings(
      threshold: 0.1, classThresholds: [cat: 0.4], overlap: 0.6, maximumCount: 20, resize: .stretch)
    let found = detector.detect(in: image, settings: settings)
    let corners = found.map { $0.box.pixels(inWidth: image.width, height: image.height) }
    try image.annotated(with: found).write(to: "found.png")
    _ = corners
  }

  static func classify() throws {
    let classifier = try Classifier(
      cfg: "darknet19.cfg", weights: "darknet19.weights", names: "imagenet.names")
    for guess in classifier.classify(try Image(contentsOf: "dog.jpg"), top: 3) {
      print(guess.label, guess.probability)
    }
  }

  static func detectAll(
    _ paths: [String], with detector: Detector
  ) async throws -> [String: [Detection]] {
    try await withThrowingTaskGroup(of: (String, [Detection]).self) { group in
      for path in paths {
        group.addTask { (path, detector.detect(in: try Image(contentsOf: path))) }
      }
      return try await group.reduce(into: [:]) { found, next in found[next.0] = next.1 }
    }
  }

  static func frames(_ detector: Detector) throws {
    var reader = try Y4MReader { limit in
      try FileHandle.standardInput.read(upToCount: limit).map(Array.init) ?? []
    }
    while let frame = try reader.next() {
      let image = try frame.image(named: "frame \(frame.index)")
      print(frame.seconds, detector.detect(in: image).map(\.label))
    }
  }

  static func original() throws {
    let detector = try Detector(
      cfg: "yolov3.cfg", weights: "yolov3.weights", names: "coco.names", compatibility: .pjreddie)
    let rules = detector.rules()
    print(rules.resize, rules.threshold, rules.nmsKind)

    let image = try Image(contentsOf: "dog.jpg", exif: Compatibility.pjreddie.exifPolicy)
    for found in detector.detect(in: image, settings: DetectionSettings(order: .classes)) {
      print(found.label, found.confidence)
    }
  }

  static func single(_ path: String) throws {
    let found = try Detector.detectOnce(
      in: try Image(contentsOf: path), cfg: "yolov2-voc.cfg", weights: "yolov2-voc.weights",
      names: "voc.names")
    print(found.map(\.label))
  }

  static func batches(_ detector: Detector, _ classifier: Classifier) throws {
    let pictures = try ["dog.jpg", "eagle.jpg"].map { try Image(contentsOf: $0) }
    for (index, found) in detector.detect(in: pictures).enumerated() {
      print(index, found.map(\.label))
    }
    let guesses = classifier.classify(pictures, top: 1)
    _ = guesses
  }

  static func images(_ bytes: [UInt8], _ pixels: [UInt8]) throws {
    let upload = try Image(decoding: bytes, named: "upload 17")
    let frame = try Image(width: 640, height: 480, channels: 3, pixels: pixels)
    _ = (upload, frame)
  }

  static func errors() {
    do {
      _ = try Detector(cfg: "yolov2-voc.cfg", weights: "yolov2.weights")
    } catch let error as WeightsError where error.code == .tooLong {
      print("these weights belong to another network:", error.help ?? "")
    } catch let error as any DarknetError {
      print(error.subject, error.message)
    } catch {
      print("not from this package:", error)
    }
  }

  static func share() throws {
    let network = try Network(
      CfgDocument(contentsOf: "yolov2-voc.cfg"), width: 544, height: 544, compatibility: .alexeyab)
    let file = try WeightsFile(contentsOf: "yolov2-voc.weights")
    let weights = try NetworkWeights(file, for: network)
    let plan = try ExecutionPlan(network, weights: weights, options: PlanOptions(threadCount: 4))
    let detector = try Detector(plan, labels: ["aeroplane", "bicycle"])
    _ = detector
  }

  static func activations(_ network: Network, _ weights: NetworkWeights) throws {
    let plan = try ExecutionPlan(
      network, weights: weights, options: PlanOptions(retainsActivations: true))
    var session = Session(plan)
    let input = [Float](repeating: 0.5, count: network.inputShape.count)
    try session.setInput(input.span)
    session.run()
    let values = session.output(of: 12)
    _ = values
  }

  static func sequences(_ plan: ExecutionPlan, _ clips: [[[Float]]]) throws {
    var session = Session(plan)
    for clip in clips {
      session.reset()
      for frame in clip {
        try session.setInput(frame.span)
        session.run()
      }
      print(session.output(of: 4))
    }
  }

  static func batch(_ plan: ExecutionPlan, _ inputs: [[Float]]) throws {
    var session = try Session(plan, batch: inputs.count)
    for (image, input) in inputs.enumerated() {
      try session.setInput(input.span, image: image)
    }
    session.run()
    let outputs = inputs.indices.map { session.output(of: 12, image: $0) }
    _ = outputs
  }

  static func look() throws {
    let network = try Network(CfgDocument(contentsOf: "yolov2-voc.cfg"))
    print(NetworkSummary(network))
    for warning in network.warnings { print(warning) }
  }
}
