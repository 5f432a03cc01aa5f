public import CfgParser

/// A network that cannot do what was asked of it.
public struct ModelError: DarknetError, Hashable {
  /// What kind of fault it is; new kinds may join without breaking a caller.
  public struct Code: Sendable, Hashable {
    /// A short name, for machine-readable output.
    public let name: String

    /// The network has no detection head.
    public static let noHead = Code(name: "no_head")
    /// The network's output is not a list of class probabilities.
    public static let noClasses = Code(name: "no_classes")
    /// The network takes no picture: it has no width and height, or channels pictures do not have.
    public static let noPicture = Code(name: "no_picture")
    /// The input has another number of values than the network takes.
    public static let wrongInput = Code(name: "wrong_input")
    /// A session cannot run a batch of so many images, or the batch has no such image.
    public static let wrongBatch = Code(name: "wrong_batch")
    /// The network takes more memory than there is.
    public static let tooLarge = Code(name: "too_large")
  }

  /// What kind of fault it is.
  public let code: Code
  /// The cfg file, as the caller wrote it.
  public let subject: String
  /// What was found and what is right.
  public let message: String
  /// What to do about it.
  public let help: String?

  /// How much memory was asked for, where that is the fault and it is known.
  public let memory: MemoryShortage?

  package init(
    _ code: Code, _ subject: String, _ message: String, help: String? = nil,
    memory: MemoryShortage? = nil
  ) {
    (self.code, self.subject, self.message, self.help) = (code, subject, message, help)
    self.memory = memory
  }
}

/// What a network takes of memory, and what there is for it.
public struct MemoryShortage: Sendable, Hashable {
  /// Bytes the network takes: its weights, and what a run or a step of training needs.
  public let needed: Int
  /// Bytes it may have.
  public let available: Int

  package init(needed: Int, available: Int) { (self.needed, self.available) = (needed, available) }
}
