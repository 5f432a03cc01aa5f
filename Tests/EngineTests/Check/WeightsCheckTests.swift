import CfgParser
import TestSupport
import Testing

@testable import Engine

@Suite("WeightsCheck")
struct WeightsCheckTests {
  private let folder: TemporaryFolder
  private let network: Network

  /// 1 → 4 channels with normalisation, 3×3: 16 values by filter, then 36 weights; then a head of 2
  /// classes with 7 biases and 28 weights.
  private static let cfg = """
    [net]
    width=64
    height=64
    channels=1
    [convolutional]
    filters=4
    size=3
    batch_normalize=1
    activation=leaky
    [convolutional]
    filters=7
    activation=linear
    [yolo]
    classes=2
    anchors=9,9
    """
  private static let valueCount = 16 + 36 + 7 + 28
  /// Where the arrays of the first layer begin.
  private static let (variances, weights) = (12, 16)

  init() throws {
    folder = try TemporaryFolder()
    network = try Network(CfgDocument(parsing: Self.cfg, file: "some/small.cfg"))
  }

  /// Values a trained network might have, with some of them replaced.
  private func values(_ replaced: [Int: Float] = [:], count: Int = valueCount) -> [Float] {
    (0..<count).map { replaced[$0] ?? 0.25 + Float($0 % 7) / 8 }
  }

  private func check(
    _ values: [Float], header: [UInt8] = WeightsBytes.header(), loose: Int = 0
  ) throws -> WeightsCheck {
    let bytes = WeightsBytes.file(values, header: header) + [UInt8](repeating: 0, count: loose)
    return try WeightsCheck(
      contentsOf: folder.write(bytes, as: "small.weights"), for: network)
  }

  /// The findings without the folder.
  private func lines(_ check: WeightsCheck) -> [String] {
    check.findings.map { $0.description.replacing(folder.path(""), with: "") }
      .map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }
  }

  @Test("weights that fit and make sense have no findings, and all are looked at")
  func sound() throws {
    let check = try check(values())
    #expect(check.findings == [])
    #expect(check.checkedValueCount == Self.valueCount)
    #expect(check.neededValueCount == Self.valueCount)
    #expect(check.header?.minor == 2)
  }

  @Test("NaN and infinities are an error with the layer, the array and the first filter")
  func notFinite() throws {
    let check = try check(values([Self.weights + 20: .infinity, Self.weights + 30: .nan]))
    #expect(
      lines(check) == [
        "small.weights: error: layer 0 [convolutional] 'weights': 2 of 36 values are NaN or infinite, "
          + "the first is infinite in filter 2; what the network finds means nothing; take an earlier "
          + "backup of the training"
      ])
  }

  @Test("single variances below 0 are a warning, many tell of another file")
  func negativeVariance() throws {
    #expect(
      lines(try check(values([Self.variances + 1: -0.5]))) == [
        "small.weights: warning: layer 0 [convolutional] 'rolling_variance': 1 of 4 values are "
          + "negative, the first is -0.5 in filter 1; they are taken as 0"
      ])
    let many = values([Self.variances + 2: -0.5, Self.variances + 3: -2])
    #expect(
      lines(try check(many)).first?.hasSuffix(
        "in filter 2; the file belongs to another network of the same size, or is damaged") == true)
  }

  @Test(
    "values no training gives are a warning",
    arguments: [
      (12, 2e6, "variance-range"), (17, -3e7, "huge-values"), (5, 1e20, "huge-values"),
      (60, 1e9, "huge-values"),
    ] as [(Int, Float, String)])
  func absurd(_ position: Int, _ value: Float, _ rule: String) throws {
    let check = try check(values([position: value]))
    #expect(check.findings.map(\.rule.name) == [rule])
    #expect(check.findings.map(\.severity) == [.warning])
  }

  @Test("dead filters are a note, and large values of the sort that occur are nothing")
  func dead() throws {
    let dead = try check(values([Self.variances: 0, Self.variances + 3: 1e-38]))
    #expect(dead.findings.map(\.rule.name) == ["dead-filters"])
    #expect(dead.findings.first?.severity == .note)
    #expect(try check(values([12: 9e5, 17: 1e5, 13: 1e-6])).findings == [])
  }

  @Test("weights that are all the same are a warning", arguments: [0, 0.5] as [Float])
  func constant(_ value: Float) throws {
    let range = Self.weights..<Self.weights + 36
    let check = try check(values(Dictionary(uniqueKeysWithValues: range.map { ($0, value) })))
    #expect(
      lines(check) == [
        "small.weights: warning: layer 0 [convolutional] 'weights': all 36 values are \(value); the "
          + "layer has learned nothing, or the file was not written to its end"
      ])
  }

  @Test("a file of another size is an error; with classes that would fit they are named")
  func classes() throws {
    // 3 classes more take 3 biases and 12 weights.
    let check = try check(values(count: Self.valueCount + 15))
    #expect(check.findings.map(\.rule.name) == ["weights-size", "weights-classes"])
    #expect(
      lines(check).last
        == "small.weights: note: the file fits small.cfg with classes=5 in every head and filters to "
        + "match before it")
    #expect(check.checkedValueCount == 0)
  }

  @Test("a classifier's file with other classes names its last layer with weights")
  func classifierClasses() throws {
    let cfg = """
      [net]
      width=4
      height=4
      channels=3
      [convolutional]
      filters=10
      activation=linear
      [avgpool]
      [softmax]
      [cost]
      """
    let network = try Network(CfgDocument(parsing: cfg, file: "shades.cfg"))
    let path = try folder.write(WeightsBytes.file(values(count: 7 * 4)), as: "shades.weights")
    let check = try WeightsCheck(contentsOf: path, for: network)
    #expect(
      check.findings.last?.message == "the file fits shades.cfg with filters=7 in layer 0")
    #expect(check.findings.map(\.rule.name) == ["weights-size", "weights-classes"])
  }

  @Test("a file that ends early is an error that names the layer; what is there is looked at")
  func short() throws {
    let check = try check(values([Self.weights: .nan], count: 60))
    #expect(check.findings.map(\.rule.name) == ["weights-size", "not-finite"])
    #expect(lines(check).first?.contains("the file ends inside layer 1 [convolutional]") == true)
    #expect(check.checkedValueCount == 60)
  }

  @Test("a file that ends behind a layer is told as such")
  func partial() throws {
    let check = try check(values(count: 52))
    #expect(check.findings.map(\.rule.name) == ["weights-partial"])
    #expect(check.findings.first?.help?.contains("layers 0 to 0") == true)
  }

  @Test("bytes behind the last whole value are an error")
  func loose() throws {
    #expect(try check(values(), loose: 3).findings.map(\.rule.name) == ["weights-size"])
  }

  @Test("a version nobody writes is a note")
  func version() throws {
    let check = try check(values(), header: WeightsBytes.header(major: 0, minor: 7))
    #expect(check.findings.map(\.rule.name) == ["weights-version"])
  }

  @Test("what is no weights file is an error that says what it is")
  func foreign() throws {
    let path = try folder.write("<html><body>404</body></html>", as: "page.weights")
    let check = try WeightsCheck(contentsOf: path, for: network)
    #expect(check.findings.map(\.rule.name) == ["not-weights"])
    #expect(check.findings.first?.message == "the file is a web page, not weights")
    #expect(check.header == nil)
  }

  @Test("a file that is missing is thrown, not found")
  func missing() {
    let error = #expect(throws: WeightsError.self) {
      try WeightsCheck(contentsOf: folder.path("no.weights"), for: network)
    }
    #expect(error?.code == .unreadable)
  }

  @Test("without a network the file is described and not compared")
  func alone() throws {
    let path = try folder.write(WeightsBytes.file(values()), as: "small.weights")
    let check = try WeightsCheck(contentsOf: path, for: nil)
    #expect(check.findings.map(\.rule.name) == ["weights-unchecked"])
    #expect(check.valueCount == Self.valueCount)
  }

  @Test("many arrays of a kind are twenty findings and their number")
  func limit() throws {
    let layer = "[convolutional]\nfilters=2\nactivation=linear\n"
    let text = "[net]\nwidth=1\nheight=1\nchannels=2\n" + String(repeating: layer, count: 30)
    let network = try Network(CfgDocument(parsing: text, file: "deep.cfg"))
    let path = try folder.write(
      WeightsBytes.file([Float](repeating: 1, count: 30 * 6)), as: "deep.weights")
    let findings = try WeightsCheck(contentsOf: path, for: network).findings
    #expect(findings.count == 21)
    #expect(findings.last?.message == "10 more arrays are alike")
  }

  @Test("arrays longer than a part are read whole, and places count on")
  func parts() throws {
    let text = "[net]\nwidth=1\nheight=1\nchannels=1024\n[convolutional]\nfilters=600\n"
    let network = try Network(CfgDocument(parsing: text, file: "wide.cfg"))
    var values = (0..<600 + 600 * 1024).map { Float($0 % 9) }
    values[600 + 599 * 1024 + 5] = .nan
    let path = try folder.write(WeightsBytes.file(values), as: "wide.weights")
    let findings = try WeightsCheck(contentsOf: path, for: network).findings
    #expect(findings.first?.message.contains("1 of 614,400 values") == true)
    #expect(findings.first?.message.contains("in filter 599") == true)
  }

  @Test("the first layer with NaN among its small arrays is found without reading the weights")
  func firstLayer() throws {
    func layer(_ replaced: [Int: Float]) throws -> Int? {
      let path = try folder.write(WeightsBytes.file(values(replaced)), as: "small.weights")
      return try NetworkWeights(WeightsFile(contentsOf: path), for: network).parameterFaults()
        .firstLayerNotFinite
    }
    #expect(try layer([:]) == nil)
    #expect(try layer([Self.variances: .nan]) == 0)
    #expect(try layer([Self.weights + 36: .infinity]) == 1)
    #expect(try layer([Self.weights: .nan]) == nil)
  }

  @Test("rules have names of their own, and a phrase each")
  func rules() {
    let rules = CfgCheck.rules + TreeCheck.rules + WeightsCheck.rules
    #expect(Set(rules.map(\.name)).count == rules.count)
    #expect(rules.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
  }
}
