/// The orders darknet's suppression goes through, without sorting the whole list for every class.
struct ScoreOrder {
  /// One class of one candidate, by position.
  struct Entry {
    /// Which candidate.
    let candidate: Int
    /// Which of the candidates' scores.
    let score: Int
  }

  private let candidates: Candidates

  init(_ candidates: Candidates) { self.candidates = candidates }

  /// For each class that occurs, ascending: its scores, the most confident first.
  ///
  /// Equals are ordered by the class before, from there downwards, and last by the order of the
  /// candidates.
  var entriesByClass: [[Entry]] {
    var entries: [Int: [Entry]] = [:]
    for candidate in 0..<candidates.count {
      for score in candidates.scoreRange(of: candidate) {
        entries[candidates.scores[score].classIndex, default: []].append(
          Entry(candidate: candidate, score: score))
      }
    }
    return entries.keys.sorted().map { entries[$0, default: []].sorted(by: isBefore) }
  }

  /// The scores of all classes together, the most confident first; equals stay in their order.
  var entriesByConfidence: [Entry] {
    let entries = (0..<candidates.count).flatMap { candidate in
      candidates.scoreRange(of: candidate).map { Entry(candidate: candidate, score: $0) }
    }
    return entries.sorted {
      candidates.scores[$0.score].confidence > candidates.scores[$1.score].confidence
    }
  }

  /// All candidates as the sort by the last class leaves them.
  var finalOrder: [Int] {
    (0..<candidates.count).sorted { one, other in
      isBefore(
        upTo: candidates.scoreRange(of: one).upperBound, of: one,
        upTo: candidates.scoreRange(of: other).upperBound, of: other)
    }
  }

  private func isBefore(_ one: Entry, _ other: Entry) -> Bool {
    isBefore(upTo: one.score + 1, of: one.candidate, upTo: other.score + 1, of: other.candidate)
  }

  /// Compares two candidates by their scores below the given ends, the highest class first.
  private func isBefore(upTo oneEnd: Int, of one: Int, upTo otherEnd: Int, of other: Int) -> Bool {
    let oneScores = candidates.scores[candidates.scoreRange(of: one).lowerBound..<oneEnd]
    let otherScores = candidates.scores[candidates.scoreRange(of: other).lowerBound..<otherEnd]
    for (a, b) in zip(oneScores.reversed(), otherScores.reversed()) where a != b {
      // A class that the other lacks counts as 0 there.
      if a.classIndex != b.classIndex { return a.classIndex > b.classIndex }
      return a.confidence > b.confidence
    }
    if oneScores.count != otherScores.count { return oneScores.count > otherScores.count }
    return one < other
  }
}
