package berry.config;

/// How the log is written.
public enum LogFormat {
  /// A line for people, and the stack under it.
  TEXT,
  /// An object a line, for programs.
  JSON
}
