extension SectionReader {
  /// The numbers of `anchors`; in the programs' own sets none where the section lacks the key.
  ///
  /// - Throws: ``CfgError/Code/missingKey``.
  mutating func anchors(num: Int) throws(CfgError) -> [Float] {
    if let listed = try floats("anchors") { return listed }
    guard compatibility.overlooksFaults else {
      throw missing("anchors", "\(2 * num) numbers, width and height for num=\(num)")
    }
    return []
  }

  /// The numbers with 0.5 in the place of those that are missing, as darknet has it; with a warning.
  mutating func completedAnchors(_ listed: [Float], num: Int) -> [Float] {
    let missing = 2 * num - listed.count
    guard missing > 0 else { return listed }
    warn(
      "anchors",
      "'anchors' has \(listed.count) numbers, num=\(num) needs \(2 * num); the last \(missing) "
        + "are taken as 0.5")
    return listed + [Float](repeating: 0.5, count: missing)
  }
}
