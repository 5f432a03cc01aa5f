public import Engine
import CfgParser
extension Trainer {
  public func writeTemporarily(to path: String, weights: NetworkWeights, file: WeightsFile) throws {
    var bytes: [UInt8] = []
    func put<T: FixedWidthInteger>(_ v: T) { for i in 0..<(T.bitWidth/8) { bytes.append(UInt8(truncatingIfNeeded: v >> T(8*i))) } }
    put(Int32(0)); put(Int32(2)); put(Int32(5)); put(UInt64(seen))
    for node in network.nodes {
      for block in node.layer.weightBlocks(for: node.inputShapes, in: weights.dialect) {
        guard let v = values(block.name, of: node.index) else { fatalError(block.name) }
        for x in v { put(x.bitPattern) }
      }
    }
    try AtomicFile.write(bytes, to: path)
  }
}
