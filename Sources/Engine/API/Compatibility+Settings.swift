public import CfgParser

/// What the set of each program decides beyond the cfg: the one place that says so.
extension Compatibility {
  /// Confidence a detection must be above, unless it is given.
  ///
  /// - Reference: darknet `detector.c`, `run_detector`, of either program.
  public var threshold: Float { self == .pjreddie ? 0.5 : 0.25 }

  /// What a class in a tree must be above to be named, where no setting changes that: AlexeyAB's
  /// fork reads `-hier` and does not use it.
  ///
  /// - Reference: AlexeyAB's darknet `region_layer.c`, `get_region_boxes`.
  var fixedHierarchyThreshold: Float? { self == .alexeyab ? 0.5 : nil }

  /// What becomes of a turned camera's note: only builds with OpenCV follow it, and the original is
  /// most often built without.
  public var exifPolicy: ExifPolicy { self == .pjreddie ? .ignore : .apply }

  /// How a picture is fitted into a classifier's input.
  ///
  /// - Reference: darknet `classifier.c`, `predict_classifier`: the original's letterboxes,
  ///   AlexeyAB's takes the middle, about as published accuracies were measured.
  public var classifierResize: ResizeMode { self == .pjreddie ? .letterbox : .crop }

  /// The order in which the program prints what it found.
  public var printedOrder: DetectionOrder {
    switch self {
    case .recommended: .confidence
    case .pjreddie: .classes
    case .alexeyab: .leftEdge
    }
  }

  /// How a weights file may differ from what the network takes: in any way in the programs' sets.
  public var leniency: NetworkWeights.Leniency {
    .init(
      allowsTrailing: overlooksFaults, allowsPartial: overlooksFaults,
      allowsTruncated: overlooksFaults)
  }

  /// What batch normalisation divides by on a CPU.
  var normalizationDivisor: BatchNormalization.Divisor {
    self == .pjreddie ? .sumWithRoot : .rootOfSum
  }
}

extension Network {
  /// How pictures are fitted into a detector's input, unless it is said.
  ///
  /// The original letterboxes, but for its commands for YOLOv1, whose boxes find no way back from a
  /// letterbox; AlexeyAB's fork letterboxes where the cfg asks for it.
  var detectorResize: ResizeMode {
    switch compatibility {
    case .recommended: publishedResizeMode
    case .pjreddie: lastHead?.type == "detection" ? .stretch : .letterbox
    case .alexeyab: settings.letterBox == true ? .letterbox : .stretch
    }
  }

  /// How overlap is measured, unless it is said: the original has one kind, whatever the cfg asks
  /// for.
  var nmsKind: NmsKind {
    compatibility == .pjreddie ? .default : suppression(overlap: 0, kind: nil).kind
  }

  private var lastHead: Node? { nodes.last { $0.layer.isDetectionHead } }
}
