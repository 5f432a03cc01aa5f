import TestSupport
import Testing

@Suite("info of shipped networks")
struct ShippedInfoTests {
  @Test(
    "a name is enough, and the numbers are those of the publication", arguments: ShippedNetwork.all)
  func numbers(_ shipped: ShippedNetwork) throws {
    let outcome = try CommandRunner()("info", shipped.name, "--format", "json")
    #expect(outcome.errors == "")
    let object = try JSONResult.object(outcome.output)
    let side = shipped.size
    #expect(object["input"] as? [String: Int] == ["channels": 3, "height": side, "width": side])
    #expect(object["parameters"] as? Int == shipped.parameterCount)
    #expect(object["weights_bytes"] as? Int == shipped.byteCount + 4)
    #expect(object["bflops"] as? Double == Double(shipped.costs[0].operationCount) / 1e9)
    #expect((object["layers"] as? [Any])?.count == shipped.layerCount)
  }
}
