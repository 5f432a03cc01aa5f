import Testing

@testable import darknet_swift

@Suite("names of files")
struct FileNamePartTests {
  @Test(
    "a class's name is part of a file's: without folders and control characters",
    arguments: [
      ("dog", "dog"), ("traffic light", "traffic light"), ("a/b", "a_b"), ("../x", ".._x"),
      ("a\nb\u{1B}\u{7F}", "a_b__"), ("Füchse", "Füchse"), ("", ""),
    ])
  func part(_ label: String, _ expected: String) {
    #expect(FileNamePart.safe(label) == expected)
  }

  @Test("a long name is cut between two characters")
  func long() {
    #expect(FileNamePart.safe(String(repeating: "x", count: 300)).utf8.count == 100)
    #expect(FileNamePart.safe(String(repeating: "€", count: 300)).utf8.count == 99)
  }

  @Test(
    "an image is called by its path, without what leads out of the folder",
    arguments: [
      ("a/x.jpg", "a/x", "jpg"), ("/tmp/../x.PNG", "tmp/x", "PNG"), ("./x", "x", nil),
      ("x.tar.bmp", "x.tar", "bmp"), ("x.npy", "x.npy", nil), ("../../x.jpeg", "x", "jpeg"),
    ] as [(String, String, String?)])
  func image(_ path: String, _ stem: String, _ pathExtension: String?) {
    let name = ImageName(RawPath(path))
    #expect(name.stem == stem)
    #expect(name.pathExtension == pathExtension)
  }
}
