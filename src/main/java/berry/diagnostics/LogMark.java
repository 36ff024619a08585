package berry.diagnostics;

/// What lines of the log are found by: names in SLF4J's MDC, as `http`, `inbox` and `outbox` put
/// them there.
final class LogMark {

  /// Whose handling it was, by Telegram's number.
  static final String UPDATE = "update";

  /// During which request, as `X-Request-Id` says.
  static final String REQUEST = "request";

  private LogMark() {}
}
