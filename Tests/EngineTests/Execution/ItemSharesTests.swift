import Testing

@testable import Engine

@Suite("ItemShares")
struct ItemSharesTests {
  private func items(_ shares: ItemShares, takenBy worker: Int) -> [Int] {
    var taken: [Int] = []
    shares.take(as: worker) { taken.append($0) }
    return taken
  }

  @Test("a thread takes its own share first, then the others'", arguments: [0, 1, 2])
  func ownFirst(worker: Int) {
    let shares = ItemShares(threadCount: 3)
    shares.deal(9)
    let expected = (0..<9).map { ($0 + 3 * worker) % 9 }
    #expect(items(shares, takenBy: worker) == expected)
  }

  @Test("nothing is left for who comes late")
  func late() {
    let shares = ItemShares(threadCount: 2)
    shares.deal(5)
    #expect(items(shares, takenBy: 1).sorted() == Array(0..<5))
    #expect(items(shares, takenBy: 0) == [])
  }

  @Test("fewer items than threads are taken by anyone", arguments: [0, 1, 3], [0, 3])
  func fewItems(count: Int, worker: Int) {
    let shares = ItemShares(threadCount: 4)
    shares.deal(count)
    #expect(items(shares, takenBy: worker).sorted() == Array(0..<count))
  }

  @Test("what was dealt before is forgotten")
  func dealtAgain() {
    let shares = ItemShares(threadCount: 2)
    shares.deal(8)
    #expect(items(shares, takenBy: 0).count == 8)
    shares.deal(3)
    #expect(items(shares, takenBy: 0) == [0, 1, 2])
  }
}
