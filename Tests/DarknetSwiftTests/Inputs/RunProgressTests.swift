import Testing

@testable import darknet_swift

@Suite("progress of a run")
struct RunProgressTests {
  @Test("the time that is left is known where the number of images is")
  func timeLeft() {
    let progress = RunProgress(total: 500)
    #expect(
      progress.text(done: 100, after: .seconds(50))
        == "images done: 100 of 500, 2.0 a second, 3:20 left")
    #expect(
      progress.text(done: 500, after: .seconds(250)) == "images done: 500 of 500, 2.0 a second")
  }

  @Test("hours are told from the first on")
  func hours() {
    let text = RunProgress(total: 7300).text(done: 100, after: .seconds(100))
    #expect(text.hasSuffix(", 2:00:00 left"))
  }

  @Test("without a number there is the rate alone")
  func unknown() {
    #expect(
      RunProgress(total: nil).text(done: 3, after: .seconds(2)) == "images done: 3, 1.5 a second")
  }
}
