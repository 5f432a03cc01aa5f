/// A flag of Darknet's, and what becomes of it.
struct DarknetFlag {
  /// What becomes of a flag.
  enum Meaning {
    /// An option of ours with the same value.
    case option(String)
    /// As `option`, but for the value 0, which is as good as none.
    case count(String)
    /// Words of ours.
    case words([String])
    /// The file of `-out`, which is a picture in one program and JSON in the other.
    case output
    /// Nothing, because of that.
    case nothing(String)
    /// An error that says why, and what there is.
    case refused(String, help: String)
  }

  /// The flag, with its dash.
  let name: String
  /// Whether a value follows it.
  let takesValue: Bool
  /// What becomes of it.
  let meaning: Meaning

  /// A flag that stands alone.
  init(_ name: String, _ meaning: Meaning) { self.init(name, takesValue: false, meaning) }

  /// A flag with a value.
  init(valued name: String, _ meaning: Meaning) { self.init(name, takesValue: true, meaning) }

  private init(_ name: String, takesValue: Bool, _ meaning: Meaning) {
    (self.name, self.takesValue, self.meaning) = (name, takesValue, meaning)
  }
}
