import ArgumentParser

/// How a run over many images goes: which of them it takes, and when it ends.
struct RunOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Take only every N-th image, from the I-th on, counted from 0: 0/4, 1/4, 2/4 and 3/4 together \
      are all images, each once.
      """, valueName: "i/n"),
    transform: Shard.parse)
  var shard: Shard?

  @Flag(
    help: """
      Go on where an earlier run ended. With --output, of jsonl or csv: inputs that have a line there \
      are left out, half a line at its end is cut; to be given from the first run on. Without: \
      inputs that have their files in --annotate and --labels are left out.
      """)
  var resume = false

  @Flag(help: "End with the first image that fails.")
  var failFast = false
}
