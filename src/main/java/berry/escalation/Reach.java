package berry.escalation;

import org.jspecify.annotations.Nullable;

/// Whether a message of the bot reaches somebody.
public enum Reach {
  /// The last real message arrived.
  TESTED(null),
  /// Nothing speaks against it, but no real message has arrived yet.
  UNTESTED("never-tested"),
  /// Telegram lets a bot write to nobody who has not pressed Start; and a username is nobody before
  /// its link was opened.
  ABSENT("not-enrolled"),
  /// They blocked the bot, or their account is gone.
  BLOCKED("blocked"),
  /// Telegram refused the last real message.
  FAILED("failed");

  private final @Nullable String why;

  Reach(@Nullable String why) {
    this.why = why;
  }

  /// What is to be looked at, as programs read it; null when nothing.
  public @Nullable String why() {
    return why;
  }

  /// Whether it makes sense to call them.
  public boolean good() {
    return this == TESTED || this == UNTESTED;
  }
}
