import CfgParser
import TestSupport
import Testing

@testable import Engine

/// How pictures are fitted when nobody says: as the program did that the network was published
/// with.
@Suite("Network, published resize mode")
struct PublishedResizeModeTests {
  private static let yoloHead =
    "[convolutional]\nfilters=6\n[yolo]\nnum=1\nanchors=8,8\nclasses=1\n"
  private static let regionHead =
    "[convolutional]\nfilters=6\n[region]\nnum=1\nanchors=1,1\nclasses=1\n"

  private static let gaussianHead =
    "[convolutional]\nfilters=10\n[Gaussian_yolo]\nnum=1\nanchors=8,8\nclasses=1\n"
  private static let detectionHead =
    "[convolutional]\nfilters=6\n[detection]\nside=8\nnum=1\ncoords=4\nclasses=1\n"

  private func mode(_ net: String, _ layers: String) throws -> ResizeMode {
    let text = "[net]\nwidth=8\nheight=8\nchannels=3\n\(net)\n\(layers)\n"
    return try Network(CfgDocument(parsing: text, file: "net.cfg")).publishedResizeMode
  }

  @Test(
    "[region] is letterboxed, whatever 'letter_box' says",
    arguments: ["", "letter_box=0", "letter_box=1"])
  func region(_ net: String) throws {
    #expect(try mode(net, Self.regionHead) == .letterbox)
  }

  @Test(
    "[detection] is stretched, whatever 'letter_box' says",
    arguments: ["", "letter_box=0", "letter_box=1"])
  func detection(_ net: String) throws {
    #expect(try mode(net, Self.detectionHead) == .stretch)
  }

  @Test("[Gaussian_yolo] is AlexeyAB's: stretched, unless the cfg has 'letter_box=1'")
  func gaussian() throws {
    #expect(try mode("", Self.gaussianHead) == .stretch)
    #expect(try mode("letter_box=0", Self.gaussianHead) == .stretch)
    #expect(try mode("letter_box=1", Self.gaussianHead) == .letterbox)
  }

  @Test("a [yolo] head with the original's keys alone is letterboxed")
  func original() throws {
    let keys = "mask=0\nmap=x\nmax=30\njitter=.3\nignore_thresh=.7\ntruth_thresh=1\nrandom=1\n"
    #expect(try mode("", Self.yoloHead + keys) == .letterbox)
  }

  @Test(
    "a [yolo] head with a key of AlexeyAB's fork is stretched, unless the cfg has 'letter_box=1'",
    arguments: [
      "scale_x_y=1.05", "new_coords=0", "nms_kind=greedynms", "beta_nms=0.6", "iou_loss=ciou",
      "iou_normalizer=0.07", "obj_normalizer=1", "cls_normalizer=1", "delta_normalizer=1",
      "iou_thresh=0.2", "iou_thresh_kind=iou", "max_delta=5", "resize=1.5", "label_smooth_eps=0.1",
      "objectness_smooth=1", "focal_loss=1", "counters_per_class=1", "show_details=0",
      "embedding_layer=1", "track_history_size=5", "sim_thresh=0.8", "dets_for_track=1",
      "dets_for_show=1", "track_ciou_norm=0.1",
    ])
  func fork(_ key: String) throws {
    #expect(try mode("", Self.yoloHead + key) == .stretch)
    #expect(try mode("letter_box=0", Self.yoloHead + key) == .stretch)
    #expect(try mode("letter_box=1", Self.yoloHead + key) == .letterbox)
  }

  @Test("'letter_box' decides for a [yolo] head with the original's keys, too")
  func letterBox() throws {
    #expect(try mode("letter_box=0", Self.yoloHead) == .stretch)
    #expect(try mode("letter_box=1", Self.yoloHead) == .letterbox)
  }

  @Test("of several heads the last decides")
  func last() throws {
    let extended = Self.yoloHead + "scale_x_y=1.05\n"
    let route = "[route]\nlayers=0\n"
    #expect(try mode("", extended + route + Self.yoloHead) == .letterbox)
    #expect(try mode("", Self.yoloHead + route + extended) == .stretch)
    #expect(try mode("", extended + route + Self.regionHead) == .letterbox)
  }

  @Test(
    "a shipped detector takes pictures as the program did that it was published with",
    arguments: ShippedNetwork.all.filter { $0.fit != nil })
  func shipped(_ shipped: ShippedNetwork) throws {
    #expect(try shipped.network().publishedResizeMode == shipped.fit)
  }
}
