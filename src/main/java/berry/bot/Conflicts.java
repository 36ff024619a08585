package berry.bot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Tells another program that polls with our token from our own hand-over. For one thread.
///
/// Telegram ends the older of two `getUpdates` calls with 409. When one replica takes over from
/// another that may happen once; two programs that both go on end each other again and again, and
/// then some of the calls succeed in between.
final class Conflicts {

  static final Duration MEMORY = Duration.ofMinutes(2);

  private static final String WORDS =
      "another program receives with the token of this bot, and each ends the other's calls"
          + " (409). It is no Berry on this database, for those take turns: look for a Berry with"
          + " another database (a laptop, an old server), another bot program or a bot service."
          + " Stop it; if it can't be found, /revoke the token in @BotFather and run berry token"
          + " rotate";

  private final Clock clock;
  private int seen;
  private Instant last = Instant.EPOCH;

  Conflicts(Clock clock) {
    this.clock = clock;
  }

  void add() {
    seen = recent() ? seen + 1 : 1;
    last = clock.instant();
  }

  /// Whether it can't be a hand-over any more.
  boolean foreign() {
    return seen > 1 && recent();
  }

  /// How a turn went that met the other program.
  ///
  /// @param good whether updates came all the same
  static Turn told(Duration pause, boolean good) {
    return new Turn(pause, good, Cause.FOREIGN_POLLER, WORDS);
  }

  void forget() {
    seen = 0;
  }

  private boolean recent() {
    return clock.instant().isBefore(last.plus(MEMORY));
  }
}
