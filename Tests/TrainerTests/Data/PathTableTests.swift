import Testing

@testable import Trainer

@Suite("what belongs to images, by their paths")
struct PathTableTests {
  private let table: PathTable<Int> = {
    var table = PathTable<Int>()
    for (number, path) in ["a/x.jpg", "b/x.jpg", "b/y.jpg", "y.jpg", "z.jpg"].enumerated() {
      table.add(number, for: path)
    }
    return table
  }()

  @Test(
    "the whole path counts first, then the longest ending that one path alone has",
    arguments: [
      ("a/x.jpg", 0), ("/data/b/x.jpg", 1), ("y.jpg", 3), ("c/b/y.jpg", 2), ("/t/z.jpg", 4),
    ])
  func found(path: String, number: Int) { #expect(table[path] == number) }

  @Test(
    "where several have the ending nobody knows which is meant", arguments: ["x.jpg", "c/x.jpg"])
  func ambiguous(path: String) { #expect(table[path] == nil) }

  @Test(
    "what has no ending in common with any has nothing", arguments: ["q.jpg", "", "/", "x.png"])
  func unknown(path: String) { #expect(table[path] == nil) }

  @Test("of two for one path the later counts")
  func replaced() {
    var table = table
    table.add(9, for: "a/x.jpg")
    #expect(table["a/x.jpg"] == 9 && table["q/a/x.jpg"] == 9)
  }
}
