package berry.http;

import java.time.Duration;

/// How long a request may take to arrive: a while for each, and more for each byte that has come,
/// so that a large file over a slow line arrives and a byte now and then does not.
///
/// @param began `System.nanoTime()` when its head was there
/// @param patience for anything
record ReceiveTime(long began, Duration patience) {

  /// 256 kbit a second: less is no upload that anybody waits for.
  private static final long BYTES_PER_SECOND = 32 * 1024;

  /// @param now `System.nanoTime()`
  /// @param received how many bytes have come
  boolean late(long now, long received) {
    long allowed = patience.toNanos() + received * 1_000_000_000L / BYTES_PER_SECOND;
    return now - began > allowed;
  }
}
