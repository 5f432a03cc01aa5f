import ArgumentParser

/// `schema`: prints the JSON Schema of what a command prints.
struct SchemaCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of what another command prints as JSON.",
    discussion: """
      Every JSON object of a result names its schema: "schema": "detect-1" is an image of 'detect', \
      "error-1" stands in the place of an image that failed.

      EXAMPLE
        darknet-swift schema detect > detect.schema.json
      """)

  @Argument(help: "What the schema is of.")
  var name: Schema

  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    try Output.print(name.text)
    return .success
  }
}
