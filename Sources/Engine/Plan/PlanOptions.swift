/// How a plan is made.
public struct PlanOptions: Sendable, Hashable {
  /// Threads a step is split over, 1 to 1024; nil for as many as the process may use.
  public var threadCount: Int?
  /// Whether batch normalisation is folded into the weights of the layer it belongs to.
  public var foldsBatchNormalization = true
  /// Whether every layer's output stays readable after a run; it costs the memory that layers would
  /// share.
  public var retainsActivations = false
  /// How convolutions are computed where that algorithm applies, the others directly.
  ///
  /// nil for the algorithm that costs each of them least, unless `DARKNET_SWIFT_CONVOLUTION` names
  /// one.
  public var convolutionAlgorithm: ConvolutionAlgorithm?
  /// What convolutions and `[connected]` layers may be computed in.
  ///
  /// ``Precision/bfloat16`` is an error where the kernels in use cannot.
  public var precision = Precision.float32
  /// About how often the plan will run, at least 1.
  ///
  /// What is prepared to make runs faster has to pay for itself: a program that looks at one picture
  /// and ends wants 1.
  public var expectedRunCount = manyRuns
  /// Whether the algorithms of convolutions are timed on this machine, where none is forced, and
  /// the one that takes least is taken, preparation and ``expectedRunCount`` runs together.
  ///
  /// It takes about as long as some dozens of runs. Which algorithm is fastest may be a matter of
  /// chance where two are close, so the last digits of results may differ from plan to plan.
  public var tunes = false

  /// Bytes that prepared weights may take; nil for what the machine's memory allows.
  ///
  /// Convolutions get an algorithm whose weights are smaller where those of the fastest would go
  /// beyond, the last ones of the network first. The direct algorithm's, about as many as the file
  /// has, are never too many.
  public var weightByteLimit: Int?
  /// Bytes that the plan and one session of it may take; nil for what the machine, the container or
  /// the process's own bounds leave.
  ///
  /// What the plan would take is worked out before its first buffer. Where it is more, slower
  /// algorithms with smaller weights are taken, and where that does not help there is no plan but a
  /// ``ModelError/Code/tooLarge``. Each further session takes ``ExecutionPlan/arenaByteCount``.
  public var memoryLimit: Int?
  /// Whether prepared weights are kept from one run to the next.
  ///
  /// Where they are not, the file is read and each step's weights are prepared in every run: it
  /// takes the memory of the largest step's, and it can fail, so only `Session.runReading` does it.
  package var keepsWeights = true

  /// A number of runs that repays all preparation.
  public static let manyRuns = 1000

  /// The defaults, but for what is given.
  public init(
    threadCount: Int? = nil, foldsBatchNormalization: Bool = true,
    retainsActivations: Bool = false, convolutionAlgorithm: ConvolutionAlgorithm? = nil,
    precision: Precision = .float32, expectedRunCount: Int = manyRuns, tunes: Bool = false,
    weightByteLimit: Int? = nil, memoryLimit: Int? = nil
  ) {
    self.threadCount = threadCount
    self.foldsBatchNormalization = foldsBatchNormalization
    self.retainsActivations = retainsActivations
    self.convolutionAlgorithm = convolutionAlgorithm
    self.precision = precision
    self.expectedRunCount = expectedRunCount
    self.tunes = tunes
    self.weightByteLimit = weightByteLimit
    self.memoryLimit = memoryLimit
  }
}
