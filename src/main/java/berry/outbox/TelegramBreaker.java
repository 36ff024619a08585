package berry.outbox;

import berry.database.BackOff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tells one chat's trouble from Telegram's.
///
/// One chat in trouble waits by itself. As soon as a second one is, without any success in between,
/// it is everybody's trouble. Told to slow down, everybody rests; failing or silent, Telegram is
/// asked something harmless now and then, and no message is risked until it answers.
final class TelegramBreaker {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// A bot whose token was taken back needs a person; the log of Telegram need not show every
  /// second of the waiting.
  private static final Duration TOKEN_PAUSE = Duration.ofSeconds(60);

  private record Sign(long chatId, Instant at, Instant until) {}

  private final Clock clock;
  private final BackOff pauses = new BackOff(FIRST_PAUSE, LONGEST_PAUSE);
  private @Nullable Sign slow;
  private @Nullable Sign ill;
  private boolean out;
  private Instant askAt = Instant.MIN;
  private Instant heard;

  TelegramBreaker(Clock clock) {
    this.clock = clock;
    this.heard = clock.instant();
  }

  /// Telegram told a call to wait.
  ///
  /// @param chatId null for a call that belongs to no chat
  /// @return whether that was meant for everybody
  synchronized boolean slowDown(@Nullable Long chatId, Duration wait) {
    Instant now = clock.instant();
    heard = now;
    Sign before = slow;
    slow = chatId == null ? null : new Sign(chatId, now, now.plus(wait));
    return chatId == null
        || (before != null && before.chatId() != chatId && now.isBefore(before.until()));
  }

  /// Telegram failed, or did not answer.
  synchronized void failed(@Nullable Long chatId) {
    Instant now = clock.instant();
    long chat = chatId == null ? Limit.EVERYTHING : chatId;
    if (ill != null && ill.chatId() != chat) {
      out();
    }
    ill = new Sign(chat, now, now);
  }

  /// Surely not one chat's trouble: there is no way to Telegram, or it does not know the bot.
  synchronized void out() {
    if (!out) {
      out = true;
      pauses.reset();
      askAt = clock.instant().plus(pauses.next());
    }
  }

  /// Telegram answered a call, be it with a refusal.
  ///
  /// @param began a call that began before the trouble says nothing about it
  synchronized void worked(Instant began) {
    heard = clock.instant();
    if (slow != null && began.isAfter(slow.at())) {
      slow = null;
    }
    if (ill != null && began.isAfter(ill.at())) {
      ill = null;
    }
  }

  /// Whether no message may begin.
  synchronized boolean isOut() {
    return out;
  }

  /// Whether nothing was heard from Telegram for so long.
  synchronized boolean silent(Duration time) {
    return heard.isBefore(clock.instant().minus(time));
  }

  /// Whether it is time to ask whether the trouble is over; not again before the answer is told.
  synchronized boolean ask() {
    if (!out || clock.instant().isBefore(askAt)) {
      return false;
    }
    askAt = Instant.MAX;
    return true;
  }

  /// The harmless question was answered.
  synchronized void over() {
    out = false;
    ill = null;
    heard = clock.instant();
  }

  /// It was not.
  ///
  /// @param token whether Telegram does not accept the token
  /// @param jitter 0 to 1, so that processes don't ask at the same moment
  synchronized void still(boolean token, double jitter) {
    Duration pause = pauses.next();
    Duration most = token ? TOKEN_PAUSE : pause;
    askAt = clock.instant().plus(BackOff.jittered(most, 0.25, jitter));
  }
}
