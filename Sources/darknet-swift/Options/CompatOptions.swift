import ArgumentParser
import CfgParser

/// Whose behaviour counts, for commands that run no network.
struct CompatOptions: ParsableArguments {
  @Option(help: "Whose behaviour counts where the programs differ.")
  var compat = Compatibility.recommended
}
