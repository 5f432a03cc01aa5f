import CfgParser
import Engine

/// What the original says of an image on standard error: the line with the time.
struct ClassificationRemark: ResultSink {
  /// Whose text it is.
  let compat: Compatibility
  /// Where it is said.
  let messages: Messages

  func take(_ result: ClassificationResult) {
    if let remark = ClassificationPrinter(result, compat: compat).remark { messages.tell(remark) }
  }
}
