package berry.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Limits as Telegram may have them: nobody is told which.
final class PretendLimits {

  private static final class Bucket {
    private final double rate;
    private final double burst;
    private double left;
    private Instant at;
    private Instant angryUntil = Instant.MIN;

    Bucket(double rate, double burst, Instant now) {
      this.rate = rate;
      this.burst = burst;
      this.left = burst;
      this.at = now;
    }

    void fill(Instant now) {
      left = Math.min(burst, left + Duration.between(at, now).toNanos() / 1e9 * rate);
      at = now;
    }
  }

  final double chatRate;
  final double overallRate;
  private final double chatBurst;
  private final long anger;
  private final Bucket overall;
  private final Map<Long, Bucket> chats = new HashMap<>();
  int refused;

  /// Calls to a chat that was told to wait.
  int hammered;

  /// Calls to others while everybody was told to wait. The first tells that it is everybody.
  int hammeredAll;

  int angerAtAll;

  PretendLimits(Random random, Instant now) {
    this(
        0.05 + random.nextDouble() * 1.5,
        1 + random.nextInt(4),
        2 + random.nextDouble() * 30,
        1 + random.nextInt(30),
        random.nextInt(10),
        now);
  }

  PretendLimits(
      double chatRate,
      double chatBurst,
      double overallRate,
      double overallBurst,
      long anger,
      Instant now) {
    this.chatRate = chatRate;
    this.chatBurst = chatBurst;
    this.overallRate = overallRate;
    this.anger = anger;
    this.overall = new Bucket(overallRate, overallBurst, now);
  }

  /// @return null when it is taken, else how long to wait
  @Nullable Duration call(long chatId, Instant now) {
    Bucket chat = chats.computeIfAbsent(chatId, id -> new Bucket(chatRate, chatBurst, now));
    if (now.isBefore(chat.angryUntil)) {
      hammered++;
      return refuse(chat, now);
    }
    if (now.isBefore(overall.angryUntil)) {
      hammeredAll++;
      return refuse(overall, now);
    }
    chat.fill(now);
    overall.fill(now);
    if (chat.left < 1) {
      return refuse(chat, now);
    }
    if (overall.left < 1) {
      angerAtAll++;
      return refuse(overall, now);
    }
    chat.left--;
    overall.left--;
    return null;
  }

  private Duration refuse(Bucket bucket, Instant now) {
    refused++;
    if (now.isBefore(bucket.angryUntil)) {
      return wholeSeconds(Duration.between(now, bucket.angryUntil));
    }
    bucket.fill(now);
    double missing = Math.max(0, 1 - bucket.left) / bucket.rate;
    Duration wait = Duration.ofSeconds((long) Math.ceil(missing) + anger);
    bucket.angryUntil = now.plus(wait);
    return wait;
  }

  private static Duration wholeSeconds(Duration time) {
    return Duration.ofSeconds((time.toMillis() + 999) / 1_000);
  }
}
