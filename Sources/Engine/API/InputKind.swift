/// What a detector or a classifier is made for.
public enum InputKind: Sendable, Hashable {
  /// Pictures: the network has to take one channel or three.
  case pictures
  /// Arrays of as many channels as the network takes; pictures too where these are one or three.
  case arrays
}
