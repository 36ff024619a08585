package berry.bot;

import static berry.bot.FakeTelegram.HANG;
import static berry.bot.FakeTelegram.ok;
import static berry.bot.FakeTelegram.refused;
import static org.assertj.core.api.Assertions.assertThat;

import berry.bot.Reception.Mode;
import berry.database.Lease;
import berry.inbox.Receipt;
import berry.telegram.BotApi;
import berry.testing.Await;
import berry.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ReceptionTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final URI PUBLIC = URI.create("https://berry.example");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  @AutoClose private final FakeTelegram telegram = new FakeTelegram();
  private final HandClock clock = new HandClock();
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
        new Reception(
            api,
            updates -> {
              storing.countDown();
              await(closing);
              interrupted[0] = Thread.currentThread().isInterrupted();
              return new Receipt.Stored(1, 0, 0);
            },
            new Lease(database.address(), "updates"),
            null,
            new WebhookSecret(FakeTelegram.TOKEN),
            clock);
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

  private Reception reception(@Nullable URI base) {
    return new Reception(
        api,
        ReceptionTest::store,
        new Lease(database.address(), "updates"),
        base,
        new WebhookSecret(FakeTelegram.TOKEN),
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
