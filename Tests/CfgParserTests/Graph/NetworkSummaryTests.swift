import CfgParser
import Testing

@Suite("layer table")
struct NetworkSummaryTests {
  private let text = net(
    width: 64, height: 64,
    """
    [conv]
    filters=128
    size=3
    pad=1
    batch_normalize=1
    [max]
    size=2
    stride=2
    [route]
    layers=-1,-1
    [connected]
    output=10
    [softmax]
    """)

  @Test("rows hold what the layers are")
  func rows() throws {
    let summary = NetworkSummary(try network(text))
    #expect((summary.name, summary.inputShape) == ("net", .image(3, 64, 64)))
    #expect(summary.rows.map(\.filters) == [128, nil, nil, 10, nil])
    #expect(summary.rows.map(\.size) == ["3×3/1", "2×2/2", "", "", ""])
    #expect(summary.rows.map(\.sources) == [[], [0], [1, 1], [2], [3]])
    #expect(summary.rows[2].inputShapes == [.image(128, 32, 32), .image(128, 32, 32)])
    #expect(summary.rows[0].operationCount == 2 * 128 * 27 * 4096)
    #expect(summary.rows[0].parameterCount == 128 * 4 + 128 * 27)
    #expect(summary.operationCount == summary.rows.reduce(0) { $0 + $1.operationCount })
    #expect(summary.parameterCount == summary.rows.reduce(0) { $0 + $1.parameterCount })
  }

  @Test("a weights file is its header and four bytes a value that is stored")
  func fileSize() throws {
    let summary = NetworkSummary(try network(net("[conv]\n[conv]\ndontload=1\n")))
    #expect(summary.parameterCount == 6)
    #expect(summary.weightValueCount == 4)
    #expect(summary.weightsFileByteCount(headerByteCount: 16) == 32)
    #expect(summary.weightsFileByteCount() == 36)
  }

  @Test("the table lines up")
  func table() throws {
    #expect(
      NetworkSummary(try network(text)).description == """
        layer  type           filters  size   input       output     BFLOPs  parameters
            0  convolutional      128  3×3/1  64×64×3     64×64×128   0.028        3968
            1  maxpool                 2×2/2  64×64×128   32×32×128
            2  route                          layer 1, 1  32×32×256
            3  connected           10         32×32×256   1×1×10      0.005   2,621,450
            4  softmax                        1×1×10      10
        total: 2,625,418 parameters, 0.034 BFLOPs, a weights file of 10,501,688 or 10,501,692 bytes

        """)
  }
}
