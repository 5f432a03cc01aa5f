import ArgumentParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The program's commands and their options, as the argument parser describes them.
struct HelpTree: Decodable {
  /// The program itself.
  let command: Command

  /// A command.
  struct Command: Decodable {
    /// Its name.
    let commandName: String
    /// What it does, in a line.
    let abstract: String?
    /// What else there is to say.
    let discussion: String?
    /// Whether people are told of it.
    let shouldDisplay: Bool
    /// Its words and options.
    let arguments: [Argument]?
    /// The commands below it.
    let subcommands: [Command]?
  }

  /// A word or an option of a command.
  struct Argument: Decodable {
    /// What it is.
    enum Kind: String, Decodable {
      case positional, option, flag
    }

    /// What it is.
    let kind: Kind
    /// Whether people are told of it.
    let shouldDisplay: Bool
    /// The title of the group it stands in.
    let sectionTitle: String?
    /// What its value is called.
    let valueName: String?
    /// What it means.
    let abstract: String?
    /// Its names; none where it is a word.
    let names: [Name]?
    /// The values there are.
    let allValues: [String]?
    /// The value it has where none is given.
    let defaultValue: String?
    /// Whether it may be left out.
    let isOptional: Bool
    /// Whether it may be given again.
    let isRepeating: Bool
  }

  /// A name of an option.
  struct Name: Decodable {
    /// Whether two dashes stand before it, or one.
    enum Kind: String, Decodable {
      case long, short, longWithSingleDash
    }

    /// Whether two dashes stand before it, or one.
    let kind: Kind
    /// The name behind them.
    let name: String

    /// The name as it is typed.
    var text: String { (kind == .long ? "--" : "-") + name }
  }

  /// The description of this program.
  static var program: HelpTree? {
    do {
      _ = try DarknetSwift.parseAsRoot(["--experimental-dump-help"])
      return nil
    } catch {
      let text = DarknetSwift.message(for: error)
      return try? JSONDecoder().decode(HelpTree.self, from: Data(text.utf8))
    }
  }
}
