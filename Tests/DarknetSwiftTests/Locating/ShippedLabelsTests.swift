import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("names of the classes of shipped networks")
struct ShippedLabelsTests {
  @Test("a shipped network finds the list of its classes by itself", arguments: ShippedNetwork.all)
  func list(_ shipped: ShippedNetwork) throws {
    let folder = ShippedNetwork.package.appending(path: "cfg").path
    let locator = LabelLocator(names: nil, data: nil, shipped: ShippedFiles(folders: [folder]))
    let source = try locator.labels(
      for: ShippedNetwork.path("\(shipped.name).cfg"), classCount: shipped.classes.count)
    #expect(source.labels.count == shipped.classes.count)
    let origin = shipped.classes.list.map { "\(folder)/\($0)" } ?? "class numbers"
    #expect(source.origin == origin)
    #expect(source.warnings.isEmpty)
  }
}
