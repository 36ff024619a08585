package berry.http;

/// What requests share their places and bytes with. One lane being full keeps no other waiting.
enum Lane {
  /// Whoever asks.
  OPEN,

  /// Whoever was let in by an [Admission]: Telegram by its secret.
  ADMITTED,

  /// Whoever was let in with a file. Before that they are strangers, who must not fill what
  /// Telegram needs.
  UPLOADS,

  /// Watchers of the process, who must hear that it lives also when it is busy.
  PROBES;

  /// Whether an admission decides, after which no address is counted.
  boolean guarded() {
    return this == ADMITTED || this == UPLOADS;
  }
}
