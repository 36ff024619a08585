package berry.bot;

import static berry.testing.FakeBotApi.HANG;
import static berry.testing.FakeBotApi.ok;
import static berry.testing.FakeBotApi.refused;
import static org.assertj.core.api.Assertions.assertThat;

import berry.access.WebhookSecrets;
import berry.bot.Reception.Mode;
import berry.database.Lease;
import berry.inbox.Receipt;
import berry.inbox.ReceptionNotes;
import berry.inbox.ReceptionState;
import berry.monitoring.Metrics;
import berry.telegram.BotApi;
import berry.testing.Await;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@Slow("the right to poll is given up and taken within seconds")
final class ReceptionTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final URI PUBLIC = URI.create("https://berry.example");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  @AutoClose private final FakeBotApi telegram = new FakeBotApi();
  @AutoClose private final Metrics metrics = new Metrics();
  private final MovableClock clock = new MovableClock("2026-11-23T12:00:00Z");
  private final ReceptionNotes notes = new ReceptionNotes(database.database());
  @AutoClose private final BotApi api = telegram.api(clock);

  @Test
  void polls_on_one_replica_and_on_the_next_when_that_one_ends() {
    telegram.answer("getUpdates", HANG);
    Reception first = reception(null);
    first.start();
    Await.until(SOON, () -> telegram.asked("getUpdates").size() == 1);
    try (Reception second = reception(null)) {
      second.start();
      Await.until(SOON, () -> first.status().leading());
      assertThat(second.status().leading()).isFalse();

      first.close();

      Await.until(SOON, () -> telegram.asked("getUpdates").size() == 2);
      assertThat(second.status().mode()).isEqualTo(Mode.POLLING);
    }
  }

  @Test
  void stops_at_once_while_telegram_holds_the_call() {
    telegram.answer("getUpdates", HANG);
    Reception reception = reception(null);
    reception.start();
    Await.until(SOON, () -> telegram.asked("getUpdates").size() == 1);

    long began = System.nanoTime();
    reception.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void lets_what_came_be_stored_before_it_stops() {
    telegram.answer("getUpdates", ok("[{\"update_id\":1}]"), HANG);
    CountDownLatch storing = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    boolean[] interrupted = new boolean[1];
    Reception reception =
        reception(
            updates -> {
              storing.countDown();
              await(closing);
              interrupted[0] = Thread.currentThread().isInterrupted();
              return new Receipt.Stored(1, 0, 0);
            },
            null);
    reception.start();
    await(storing);

    Thread closer = Thread.ofVirtual().start(reception::close);
    Await.until(SOON, () -> closer.getState() == Thread.State.TIMED_WAITING);
    closing.countDown();

    Await.until(SOON, () -> !closer.isAlive());
    assertThat(interrupted[0]).isFalse();
  }

  @Test
  void polls_when_telegram_does_not_take_the_address() {
    telegram.answer("setWebhook", refused(400, "Bad Request: bad webhook"));
    telegram.answer("getUpdates", HANG);
    try (Reception reception = reception(PUBLIC)) {
      reception.start();

      Await.until(SOON, () -> reception.status().mode() == Mode.POLLING);
      Await.until(SOON, () -> telegram.asked("getUpdates").size() == 1);
    }
  }

  @Test
  void tries_the_webhook_again_after_half_an_hour() {
    telegram.answer("setWebhook", refused(400, "Bad Request: bad webhook"), ok("true"));
    telegram.answer("getUpdates", ok("[]"));
    try (Reception reception = reception(PUBLIC)) {
      reception.start();
      Await.until(SOON, () -> reception.status().mode() == Mode.POLLING);
      assertThat(telegram.asked("setWebhook")).hasSize(1);

      clock.pass(Duration.ofMinutes(31));

      Await.until(SOON, () -> telegram.asked("setWebhook").size() == 2);
      Await.until(SOON, () -> reception.status().mode() == Mode.WEBHOOK);
      assertThat(reception.status().trouble()).isNull();
    }
  }

  @Test
  void tells_why_no_updates_come() {
    telegram.answer("getUpdates", refused(401, "Unauthorized"));
    try (Reception reception = reception(null)) {
      reception.start();

      Await.until(SOON, () -> reception.status().trouble() != null);
      assertThat(reception.status().trouble()).contains("revoked");
    }
  }

  @Test
  void ends_its_call_at_once_when_the_right_is_lost() {
    telegram.answer("getUpdates", HANG);
    try (Reception reception = reception(null)) {
      reception.start();
      Await.until(SOON, () -> telegram.asked("getUpdates").size() == 1);

      try (Lease other = new Lease(database.address(), "updates")) {
        takeOver(other);

        Await.until(SOON, () -> !reception.status().leading());
        assertThat(telegram.asked("getUpdates")).hasSize(1);
      }
      Await.until(SOON, () -> telegram.asked("getUpdates").size() == 2);
    }
  }

  @Test
  void confirms_nothing_after_it_was_frozen_and_another_took_over() {
    telegram.answer("getUpdates", ok("[{\"update_id\":900}]"), HANG);
    CountDownLatch storing = new CountDownLatch(1);
    CountDownLatch frozen = new CountDownLatch(1);
    try (Reception reception =
        reception(
            updates -> {
              storing.countDown();
              await(frozen);
              return store(updates);
            },
            null)) {
      reception.start();
      await(storing);

      try (Lease other = new Lease(database.address(), "updates")) {
        takeOver(other);
        frozen.countDown();

        Await.until(SOON, () -> !reception.status().leading());
      }
      Await.until(SOON, () -> telegram.asked("getUpdates").size() == 2);
    }
    assertThat(telegram.asked("getUpdates")).noneMatch(one -> one.contains("offset"));
  }

  @Test
  void tells_every_process_how_updates_come() {
    telegram.answer("getUpdates", ok("[{\"update_id\":1}]"), HANG);
    try (Reception reception = reception(null)) {
      reception.start();

      Await.until(SOON, () -> notes.now().filter(one -> one.goodAt() != null).isPresent());
      assertThat(notes.now().orElseThrow())
          .returns("polling", ReceptionState::mode)
          .returns("here/1", ReceptionState::leader)
          .returns(null, ReceptionState::cause);
    }
  }

  @Test
  void tells_every_process_of_a_foreign_poller() {
    telegram.answer("getUpdates", refused(409, "Conflict: terminated by other getUpdates request"));
    try (Reception reception = reception(null)) {
      reception.start();

      Await.until(SOON, () -> notes.now().filter(one -> one.cause() != null).isPresent());
      assertThat(notes.now().orElseThrow())
          .returns("foreign_poller", ReceptionState::cause)
          .satisfies(one -> assertThat(one.explanation()).contains("@BotFather"));
      assertThat(metrics.scrape()).contains("berry_reception_foreign 1.0");
    }
  }

  @Test
  void says_why_it_polls_although_a_webhook_is_configured() {
    telegram.answer("setWebhook", refused(400, "Bad Request: bad webhook"));
    telegram.answer("getUpdates", ok("[]"));
    try (Reception reception = reception(PUBLIC)) {
      reception.start();

      Await.until(SOON, () -> notes.now().filter(one -> one.detour() != null).isPresent());
      assertThat(notes.now().orElseThrow().detour()).contains("bad webhook");
      assertThat(notes.now().orElseThrow().cause()).isNull();
    }
  }

  private void takeOver(Lease other) {
    Await.until(
        SOON,
        () -> {
          database.endLeaseholders();
          return other.tryAcquire();
        });
  }

  private Reception reception(@Nullable URI base) {
    return reception(ReceptionTest::store, base);
  }

  private Reception reception(Function<List<byte[]>, Receipt> intake, @Nullable URI base) {
    return new Reception(
        api,
        intake,
        new Lease(database.address(), "updates"),
        new Reception.Target(base, new WebhookSecrets(FakeBotApi.TOKEN, database.database())),
        new ReceptionReporter(notes, "here/1", clock, metrics),
        clock);
  }

  private static Receipt store(List<byte[]> updates) {
    return new Receipt.Stored(updates.size(), 0, 0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
