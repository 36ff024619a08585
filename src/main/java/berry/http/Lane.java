package berry.http;

/// What requests share their places and bytes with. One lane being full keeps no other waiting.
enum Lane {
  /// Whoever asks.
  OPEN,

  /// Whoever was let in by an [Admission]: Telegram by its secret.
  ADMITTED,

  /// Watchers of the process, who must hear that it lives also when it is busy.
  PROBES
}
