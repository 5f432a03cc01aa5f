import CfgParser
import Engine
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("forms of results")
struct ResultFormTests {
  private let failure = Failure(
    CommandError(.badData, "bad.jpg", #"not an image: it starts with '",'"#))

  @Test(
    "CSV quotes what has to be quoted, and nothing else",
    arguments: [
      (CSVField.text("dog"), "dog"), (.text("a,b"), #""a,b""#), (.text(#"a"b"#), #""a""b""#),
      (.text("a\r\nb"), "\"a\r\nb\""), (.text("traffic light"), "traffic light"),
      (.empty, ""), (.int(-3), "-3"), (.float(0.1), "0.1"), (.float(.nan), ""),
    ])
  func fields(_ field: CSVField, _ text: String) {
    #expect(field.rendered == text)
  }

  @Test("CSV has a header, a line a detection, and a line an image that failed")
  func csv() throws {
    let form = CSVResults(columns: DetectionPrinter.columns) {
      DetectionPrinter($0, compat: .recommended).rows
    }
    let columns = "image,image_width,image_height,class_id,class,confidence,x,y,width,height"
    #expect(form.frame.opening == columns + ",error_code,error\r\n")
    #expect(form.frame.empty == form.frame.opening)
    let detections = Array(InventedResult.detections.prefix(2))
    #expect(
      form.items(of: try InventedResult.result("my, x.jpg", detections: detections)) == [
        "\"my, x.jpg\",40,20,0,dog,0.9,15.0,5.0,10.0,10.0,,\r\n",
        "\"my, x.jpg\",40,20,1,car,0.75,-10.0,-2.5,20.0,10.0,,\r\n",
      ])
    #expect(form.items(of: try InventedResult.result("x.jpg", detections: [])) == [])
    #expect(
      form.items(of: failure, .file(RawPath("bad.jpg"))) == [
        "bad.jpg,,,,,,,,,,bad_data,\"not an image: it starts with '\"\",'\"\r\n"
      ])
  }

  @Test("COCO's results are cut as darknet cuts them; what is not a number is left out")
  func coco() throws {
    var form = CocoResults(
      ids: CocoImageIds(.name, compat: .recommended), categories: [18, 3])
    let items = try form.items(of: InventedResult.result("COCO_val2014_000000000139.jpg"))
    let objects = try items.map { try JSONResult.object($0) }
    #expect(objects.map { $0["image_id"] as? Int } == [139, 139, 139])
    #expect(objects.map { $0["category_id"] as? Int } == [18, 3, 3])
    #expect(objects.map { $0["score"] as? Double } == [0.9, 0.75, 0.5])
    #expect(
      objects.map { $0["bbox"] as? [Double] } == [
        [15, 5, 10, 10], [0, 0, 10, 7.5], [50, 5, -10, 10],
      ])
  }

  @Test("a class that COCO has no number for is left out")
  func unknownClass() throws {
    var form = CocoResults(ids: CocoImageIds(.position, compat: .recommended), categories: [7])
    #expect(try form.items(of: InventedResult.result("x.jpg")).count == 1)
  }

  @Test("an array and lines are framed")
  func frames() {
    #expect(StreamFrame.lines() == StreamFrame(opening: "", separator: "", closing: "", empty: ""))
    #expect(StreamFrame.array.empty == "[]\n")
  }
}
