/// The names of a network's classes; a class without a name is called by its number.
struct Labels: Sendable, Hashable {
  private let names: [String]

  /// `names` in the order of the classes; any number of them.
  init(_ names: [String], classCount: Int) {
    self.names = (0..<classCount).map { index in
      index < names.count ? names[index] : "class_\(index)"
    }
  }

  /// The name of class `index`.
  subscript(index: Int) -> String { index < names.count ? names[index] : "class_\(index)" }

  /// All names.
  var all: [String] { names }
}
