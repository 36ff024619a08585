package berry.http;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes that all bodies of one lane may hold together.
final class ByteBudget {

  private final long whole;
  private final AtomicLong held = new AtomicLong();

  ByteBudget(long whole) {
    this.whole = whole;
  }

  /// No body can be larger than this, even alone.
  long whole() {
    return whole;
  }

  /// @return false when so many are not left; then none are taken
  boolean take(long bytes) {
    if (held.addAndGet(bytes) <= whole) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }
}
