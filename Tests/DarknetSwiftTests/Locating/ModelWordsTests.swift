import CfgParser
import TestSupport
import Testing

@testable import darknet_swift

@Suite("the words behind a command")
struct ModelWordsTests {
  private func sorted(_ words: String...) throws(CommandError) -> ModelWords {
    try ModelWords(cfg: words[0], others: Array(words.dropFirst()), command: "detect")
  }

  @Test(
    "a name of weights behind the cfg is WEIGHTS",
    arguments: [
      "x.weights", "dir/x_final.weights", "x.backup", "darknet19_448.conv.23", "x.weights.2",
      "best.pt", "x.WEIGHTS",
    ])
  func weights(_ word: String) throws {
    let words = try sorted("net.cfg", word, "a.jpg", "b.jpg")
    #expect(words.weights == word)
    #expect(words.rest == ["a.jpg", "b.jpg"])
  }

  @Test(
    "without one, weights were left out",
    arguments: ["a.jpg", "-", "photos", "weights.jpg", "*.png"])
  func leftOut(_ word: String) throws {
    let words = try sorted("net.cfg", word, "b.jpg")
    #expect(words.weights == nil)
    #expect(words.rest == [word, "b.jpg"])
  }

  @Test("a file that starts as weights do is WEIGHTS, whatever it is called")
  func content() throws {
    let folder = try TemporaryFolder()
    let model = try folder.write(TinyNetworks.classifierWeights, as: "model")
    #expect(try sorted("net.cfg", model, "a.jpg").weights == model)
    let picture = try folder.write(TinyNetworks.bitmap(), as: "picture")
    #expect(try sorted("net.cfg", picture).weights == nil)
  }

  @Test(
    "words in another order are an error with the right command",
    arguments: [
      (
        ["x.weights", "net.cfg", "a b.jpg"],
        """
        darknet-swift: error: the cfg and the weights are swapped: 'x.weights' is a weights file
          help: darknet-swift detect net.cfg x.weights 'a b.jpg'
        """
      ),
      (
        ["voc.data", "net.cfg", "x.weights", "a.jpg"],
        """
        darknet-swift: error: 'voc.data' is a data file, the cfg comes first
          help: darknet-swift detect net.cfg x.weights a.jpg --data voc.data
        """
      ),
      (
        ["x.weights", "a.jpg"],
        """
        darknet-swift: error: 'x.weights' is a weights file, the cfg comes first
          help: darknet-swift detect CFG x.weights …
        """
      ),
      (
        ["net.cfg", "a.jpg", "x.weights", "b.jpg"],
        """
        darknet-swift: error: the weights 'x.weights' stand behind 'a.jpg', they follow the cfg
          help: darknet-swift detect net.cfg x.weights a.jpg b.jpg
        """
      ),
    ])
  func order(_ words: [String], _ message: String) {
    let error = #expect(throws: CommandError.self) {
      try ModelWords(cfg: words[0], others: Array(words.dropFirst()), command: "detect")
    }
    #expect(error?.description == message)
    #expect(error?.status == .usage)
  }

  @Test(
    "words are quoted where a shell would read them otherwise",
    arguments: [
      ("a.jpg", "a.jpg"), ("a b.jpg", "'a b.jpg'"), ("it's", "'it'\\''s'"), ("$(rm)", "'$(rm)'"),
      ("", "''"), ("犬.jpg", "犬.jpg"),
    ])
  func quoting(_ word: String, _ quoted: String) {
    #expect(ShellWords.quoted(word) == quoted)
  }
}
