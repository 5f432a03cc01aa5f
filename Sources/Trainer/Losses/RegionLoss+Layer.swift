import CfgParser
import Engine

extension RegionLayer: LossLayer {
  func loss(
    reading options: inout SectionReader, for node: Network.Node, in network: Network,
    tree: ClassTree?
  ) throws(CfgError) -> (any Loss)? {
    RegionLoss(
      head: regionHead(of: node, in: network, tree: tree),
      keys: try RegionTraining(reading: &options), classfix: classfix,
      isExtended: network.compatibility == .alexeyab)
  }
}
