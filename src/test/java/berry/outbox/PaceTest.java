package berry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The allowances and [TelegramBreaker] together against limits that nobody tells, in pretended
/// time.
class PaceTest {

  private static final int SEEDS = 3_000;

  private final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");

  @Test
  void sends_everything_without_hammering_whatever_the_limits_are() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      PretendLimits limits = new PretendLimits(random, clock.instant());
      Sending sending = new Sending(limits);
      int all = 0;
      int longest = 0;
      for (long chat = 1; chat <= 1 + random.nextInt(12); chat++) {
        int messages = 1 + random.nextInt(40);
        sending.queue(random.nextInt(4) == 0 ? -chat : chat, messages);
        all += messages;
        longest = Math.max(longest, messages);
      }
      Instant began = clock.instant();

      sending.run();

      double slowest = Math.min(limits.chatRate, 17.0 / 60);
      double ideal = Math.max(longest / slowest, all / Math.min(limits.overallRate, 25));
      double took = Duration.between(began, clock.instant()).toMillis() / 1e3;
      String seeded = "seed " + seed + ", " + all + " messages, ideal " + ideal + " s";
      assertThat(sending.sent).as(seeded).isEqualTo(all);
      assertThat(limits.hammered).as(seeded).isZero();
      // Nothing tells a limit for all from that of a chat, before a second chat meets it, too.
      assertThat(limits.hammeredAll).as(seeded).isLessThanOrEqualTo(limits.angerAtAll);
      assertThat(took).as(seeded).isLessThan(4 * ideal + 300);
    }
  }

  @Test
  void settles_near_the_limit_of_a_chat() {
    for (double rate : new double[] {0.1, 0.25, 0.5, 0.8}) {
      Instant began = clock.instant();
      PretendLimits limits = new PretendLimits(rate, 2, 100, 100, 3, began);
      Sending sending = new Sending(limits);
      sending.queue(1, (int) (3_600 * rate));

      sending.run();

      double took = Duration.between(began, clock.instant()).toMillis() / 1e3;
      assertThat(3_600 / took).as("share of the limit " + rate + " used").isGreaterThan(0.65);
      assertThat(limits.refused).as("refusals in an hour at " + rate).isLessThan(40);
    }
  }

  @Test
  void settles_near_a_limit_for_everybody() {
    Instant began = clock.instant();
    PretendLimits limits = new PretendLimits(1, 3, 8, 8, 5, began);
    Sending sending = new Sending(limits);
    for (long chat = 1; chat <= 900; chat++) {
      sending.queue(chat, 16);
    }

    sending.run();

    double took = Duration.between(began, clock.instant()).toMillis() / 1e3;
    assertThat(sending.sent).isEqualTo(900 * 16);
    assertThat(1_800 / took).isGreaterThan(0.6);
    assertThat(limits.refused).isLessThan(60);
  }

  /// What [SendQueue] and [Call] do, without database and network.
  private final class Sending {

    private final PretendLimits limits;
    private final TelegramBreaker breaker = new TelegramBreaker(clock);
    private final SortedMap<Long, Integer> queued = new TreeMap<>();
    private final SortedMap<Long, TokenBucket> chats = new TreeMap<>();
    private TokenBucket everything = TokenBucket.full(Limit.of(Limit.EVERYTHING), clock.instant());
    private int sent;
    private long last = Long.MIN_VALUE;

    Sending(PretendLimits limits) {
      this.limits = limits;
    }

    void queue(long chat, int messages) {
      queued.merge(chat, messages, Integer::sum);
      chats.put(chat, TokenBucket.full(Limit.of(chat), clock.instant()));
    }

    void run() {
      for (int steps = 0; !queued.isEmpty() && steps < 200_000; steps++) {
        Instant now = clock.instant();
        Long chat = everything.calls(now) == 0 ? null : next(now);
        if (chat == null) {
          clock.set(later(now));
        } else {
          last = chat;
          send(chat, now);
        }
      }
    }

    private TokenBucket allowance(Long chat) {
      return Objects.requireNonNull(chats.get(chat));
    }

    private @Nullable Long next(Instant now) {
      for (Long chat : queued.tailMap(last + 1).keySet()) {
        if (allowance(chat).calls(now) > 0) {
          return chat;
        }
      }
      for (Long chat : queued.headMap(last + 1).keySet()) {
        if (allowance(chat).calls(now) > 0) {
          return chat;
        }
      }
      return null;
    }

    private Instant later(Instant now) {
      if (everything.calls(now) == 0) {
        return everything.ready(now);
      }
      return queued.keySet().stream()
          .map(chat -> allowance(chat).ready(now))
          .min(Instant::compareTo)
          .orElseThrow();
    }

    private void send(long chat, Instant now) {
      chats.computeIfPresent(chat, (id, one) -> one.take(now));
      everything = everything.take(now);
      Duration wait = limits.call(chat, now);
      clock.pass(Duration.ofMillis(1));
      if (wait == null) {
        sent++;
        breaker.worked(now);
        queued.computeIfPresent(chat, (id, left) -> left == 1 ? null : left - 1);
        return;
      }
      Instant told = clock.instant();
      if (breaker.slowDown(chat, wait) || everything.trying(told)) {
        everything = everything.slowed(told, wait);
      } else {
        chats.computeIfPresent(chat, (id, one) -> one.slowed(told, wait));
      }
    }
  }
}
