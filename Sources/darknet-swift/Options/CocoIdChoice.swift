import ArgumentParser

/// What tells images apart in COCO's results.
enum CocoIdChoice: String, CaseIterable, ExpressibleByArgument {
  /// The number in the file's name.
  case name
  /// The image's place in the call.
  case position
}
