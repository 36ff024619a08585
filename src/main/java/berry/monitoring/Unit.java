package berry.monitoring;

/// What the numbers of a [Metric] count.
public enum Unit {
  /// 0 to 1; shown in per cent.
  SHARE,
  SECONDS,
  BYTES,
  /// Events in a minute.
  PER_MINUTE,
  COUNT;

  /// As programs read it: `share`, `seconds`, `bytes`, `perMinute`, `count`.
  public String word() {
    return switch (this) {
      case SHARE -> "share";
      case SECONDS -> "seconds";
      case BYTES -> "bytes";
      case PER_MINUTE -> "perMinute";
      case COUNT -> "count";
    };
  }
}
