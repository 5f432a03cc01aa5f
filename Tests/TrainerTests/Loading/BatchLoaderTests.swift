import CfgParser
import Engine
import TestSupport
import Testing

@testable import Trainer

@Suite("loading of mini-batches")
struct BatchLoaderTests {
  private let examples: ExampleFolder
  private let network: Network
  private let source: DetectionSource

  init() throws {
    examples = try ExampleFolder()
    network = try DrawnPictures.detector(
      8, 8, net: "resize_step=8\nhue=.1\nsaturation=1.5\nexposure=1.5\nmax_batches=4000",
      head: "jitter=.3\nmax=3\nrandom=1", .alexeyab)
    source = try examples.detection(network)
  }

  private struct Batch: Equatable {
    let images: [Float]
    let truths: [Float]
    let size: InputSize
  }

  private func loader(
    _ source: (any ExampleSource)? = nil, seen: Int = 0, threads: Int = 2
  ) throws -> BatchLoader {
    try BatchLoader(
      source ?? self.source, sizes: SizeSchedule(network, seed: 1), seen: seen, imagesPerBatch: 2,
      imagesPerUpdate: 4, threadCount: threads)
  }

  private func batches(_ loader: BatchLoader, _ count: Int) throws -> [Batch] {
    try (0..<count).compactMap { _ in
      try loader.next { images, truths, size in
        Batch(
          images: images.indices.map { images[$0] }, truths: truths.indices.map { truths[$0] },
          size: size)
      }
    }
  }

  @Test("the values are the same for any number of threads", arguments: [2, 5])
  func threads(count: Int) throws {
    let one = try batches(loader(threads: 1), 12)
    #expect(one.count == 12)
    #expect(try batches(loader(threads: count), 12) == one)
  }

  @Test("a run that goes on gets what the first would have got")
  func resumes() throws {
    // Iterations are of 4 images and sizes change every 10: at mini-batch 20.
    let all = try batches(loader(), 44)
    #expect(Set(all.map(\.size)).count > 1)
    #expect(try batches(loader(seen: 2 * 19), 25) == Array(all[19...]))
  }

  @Test("a mini-batch is its examples one after another")
  func content() throws {
    let batch = try #require(try batches(loader(seen: 6), 1).first)
    let made = try [6, 7].map { try MadeExample(source, $0, size: batch.size) }
    #expect(batch.images == made.flatMap(\.image))
    #expect(batch.truths == made.flatMap(\.truth))
  }

  @Test("each warning is given once")
  func warnings() throws {
    for name in ["red0.txt", "green1.txt"] { try examples.folder.write("nonsense", as: name) }
    let loader = try loader()
    _ = try batches(loader, 30)
    let first = loader.takeWarnings()
    #expect(first.map { $0.subject.suffix(8) } == ["en1.txt:1", "ed0.txt:1"].map { $0.suffix(8) })
    _ = try batches(loader, 10)
    #expect(loader.takeWarnings().isEmpty)
    #expect(loader.warningCount == 2)
  }

  @Test("a loader that is cancelled gives nothing more, and ends")
  func cancelled() throws {
    let loader = try loader()
    _ = try batches(loader, 1)
    loader.cancel()
    #expect(try batches(loader, 1).isEmpty)
  }

  @Test("where no image can be read, who waits is told")
  func failure() throws {
    let source = try DetectionSource(
      network, images: ["/nowhere/a.png"], labels: LabelFinder(classes: nil), seed: 1)
    let loader = try loader(source)
    #expect(throws: ModelError.self) { try batches(loader, 1) }
  }

  @Test("waiting is counted")
  func waiting() throws {
    let loader = try loader()
    _ = try batches(loader, 3)
    #expect(loader.waited > .zero)
  }
}
