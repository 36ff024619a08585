package berry.config;

/// Which of the document's services this process is: defaults and duties differ a little.
public enum Scope {
  /// `berry start`, and every verb that is not `start`.
  ALL,
  /// `berry start bot`
  BOT,
  /// `berry start dashboard`
  DASHBOARD
}
