import CfgParser
import Foundation
import TestSupport
import Testing

@Suite("checks of sound networks")
struct PublishedCheckTests {
  @Test("a shipped cfg has notes at most", arguments: ShippedNetwork.all)
  func shipped(_ shipped: ShippedNetwork) throws {
    let check = try CfgCheck(contentsOf: ShippedNetwork.path("\(shipped.name).cfg"))
    #expect(check.findings.filter { $0.severity > .note } == [])
    #expect(check.network?.nodes.count == shipped.layerCount)
  }

  /// What is wrong with published files, by rule: keys that stand twice, anchors that do not fit
  /// `num`; and what unit cases are about.
  private static let known: [String: Set<String>] = [
    "alexeyab/cspx-p7-mish.cfg": ["anchor-count"],
    "alexeyab/efficientnet-lite3.cfg": ["duplicate-key"],
    "alexeyab/efficientnet_b0.cfg": ["duplicate-key"],
    "alexeyab/yolo9000.cfg": ["duplicate-key"],
    "pjreddie/yolov3-openimages.cfg": ["duplicate-key"],
    "unit/cfg_syntax.cfg": ["duplicate-key", "unknown-key"],
    "unit/conv_lstm.cfg": ["value"],
    // Anchors of large networks in small ones.
    "unit/gaussian_yolo.cfg": ["anchor-unit"],
    "unit/yolo_basic.cfg": ["anchor-unit"],
    "unit/yolo_new_coords.cfg": ["anchor-unit"],
    "unit/implicit.cfg": ["unread-layer"],
    "unit/route_groups.cfg": ["unread-layer"],
    "unit/shortcut_alpha_beta.cfg": ["repeated-reference"],
  ]

  @Test(
    "a published cfg has no errors, and the warnings that are known",
    .enabled(
      if: PublishedNetworks.areThere,
      "skipped: the published cfg files are not beside the repository"),
    arguments: PublishedNetworks.paths)
  func published(_ path: String) throws {
    let check = try CfgCheck(contentsOf: PublishedNetworks.folder.appending(path: path).path)
    let found = check.findings.filter { $0.severity > .note }
    #expect(Set(found.map(\.rule.name)) == Self.known[path] ?? [], "\(found)")
    #expect(check.network != nil)
  }
}
