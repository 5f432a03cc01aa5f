/// A layer that boxes are decoded from.
package protocol HeadLayer: Layer {
  /// Classes the head tells apart.
  var classes: Int { get }
  /// The suppression its section asks for.
  var nmsKind: NmsKind { get }
  /// Exponent of `diounms`.
  var betaNms: Float { get }
}

extension HeadLayer {
  package var nmsKind: NmsKind { .default }
  package var betaNms: Float { 0.6 }
}
