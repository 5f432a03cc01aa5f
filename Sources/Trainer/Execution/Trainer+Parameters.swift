import CfgParser
import Engine

extension Trainer {
  /// A layer's array in Darknet's order, as it is now; nil if it has none of that name that learns
  /// or is measured.
  public func values(_ name: String, of layer: Int) -> [Float]? {
    plan.arrays.first { $0.layer == layer && $0.name == name }.map { parameters.darknet($0) }
  }
}
