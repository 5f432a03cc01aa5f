/// The rules there are for cfg files.
enum CfgRules {
  /// All of them, in the order of the documentation: what keeps a cfg from being used, remarks of
  /// its reader, heads, references, training, forks, the text.
  static let all: [any CfgRule.Type] = [
    FaultRule.self,
    HeadFiltersRule.self,
    RemarkRule.self,
    HeadActivationRule.self,
    HeadNormalizationRule.self,
    HeadClassesRule.self,
    NamesCountRule.self,
    AnchorUnitRule.self,
    AnchorCountRule.self,
    UnusedAnchorRule.self,
    MaskOrderRule.self,
    InputSizeRule.self,
    RepeatedReferenceRule.self,
    UnreadLayerRule.self,
    MissingActivationRule.self,
    TrainingValueRule.self,
    StepsAndScalesRule.self,
    ForkKeyRule.self,
    UnusualSpaceRule.self,
    EncodingRule.self,
    ByteOrderMarkRule.self,
    LineEndRule.self,
    TabRule.self,
    TrailingBlankRule.self,
  ]
}
