import CfgParser
import Testing

@Suite(".tree files")
struct ClassTreeTests {
  private let text = """
    animal -1
    thing -1
    dog 0
    cat 0
    car 1
    terrier 2
    """

  private func fault(_ text: String) -> CfgError? {
    #expect(throws: CfgError.self) { try ClassTree(parsing: text, file: "x.tree") }
  }

  @Test("a line is a node: its name and the number of its parent")
  func nodes() throws {
    let tree = try ClassTree(parsing: text, file: "x.tree")
    #expect(tree.file == "x.tree")
    #expect(tree.count == 6)
    #expect(tree.names == ["animal", "thing", "dog", "cat", "car", "terrier"])
    #expect(tree.parents == [nil, nil, 0, 0, 1, 2])
  }

  @Test("neighbours with the same parent are a group, which is the child of the parent")
  func groups() throws {
    let tree = try ClassTree(parsing: text, file: "x.tree")
    #expect(tree.groups == [0..<2, 2..<4, 4..<5, 5..<6])
    #expect(tree.children == [1, 2, 3, nil, nil, nil])
    #expect(tree.leaves == [3, 4, 5])
    #expect(tree.isLeaf(3) && !tree.isLeaf(2))
  }

  @Test("siblings with others between them are two groups, of which the last is the child")
  func split() throws {
    let tree = try ClassTree(parsing: "a -1\nb 0\nc 1\nd 0", file: "x.tree")
    #expect(tree.groups == [0..<1, 1..<2, 2..<3, 3..<4])
    #expect(tree.children == [3, 2, nil, nil])
  }

  @Test(
    "blanks, line ends, further words and empty lines at the end do not matter",
    arguments: ["a -1\nb 0", "  a\t-1 \r\nb   0\r\n\r\n", "a -1 x\nb 0 1 2\n\n \n"])
  func form(_ text: String) throws {
    let tree = try ClassTree(parsing: text, file: "x.tree")
    #expect(tree.names == ["a", "b"])
    #expect(tree.parents == [nil, 0])
  }

  @Test(
    "a line without a number for its parent is an error",
    arguments: [
      ("a -1\nb x\n", "'b x'"), ("a -1\nb\n", "'b'"), ("a -1\n\nb 0\n", "''"),
      ("a -1\ndining table 0\n", "'dining table 0'"), ("a -1\nb 0.5", "'b 0.5'"),
    ])
  func noNumber(_ text: String, _ line: String) {
    #expect(
      fault(text)?.description == """
        x.tree:2: error: \(line) is no node; a line is a name and the number of its parent
          help: a root has the parent -1
        """)
    #expect(fault(text)?.code == .syntax)
  }

  @Test(
    "a parent comes before its child",
    arguments: [
      ("a 0", 1, "node 0 has the parent 0, but none comes before it"),
      ("a -1\nb 1", 2, "node 1 has the parent 1, but only nodes 0 to 0 come before it"),
      ("a -1\nb 0\nc 7", 3, "node 2 has the parent 7, but only nodes 0 to 1 come before it"),
      ("a -2", 1, "node 0 has the parent -2, but none comes before it"),
    ])
  func badParent(_ text: String, _ line: Int, _ message: String) {
    let fault = fault(text)
    #expect(fault?.code == .badReference)
    #expect(fault?.location.line == line)
    #expect(fault?.message == message)
  }

  @Test("an empty file is no tree", arguments: ["", "\n", " \r\n\n"])
  func empty(_ text: String) {
    #expect(fault(text)?.description == "x.tree: error: the file is empty; it lists nodes")
  }

  @Test("more nodes than a head can have classes are refused")
  func limit() throws {
    let lines = String(repeating: "a -1\n", count: 65_536)
    #expect(try ClassTree(parsing: lines, file: "x.tree").groups == [0..<65_536])
    #expect(fault(lines + "a -1")?.code == .tooLarge)
  }

  @Test("a file that cannot be opened gives the system's reason")
  func missing() {
    let error = #expect(throws: CfgError.self) { try ClassTree(contentsOf: "no/such.tree") }
    #expect(error?.code == .unreadable)
    #expect(error?.subject == "no/such.tree")
  }
}
