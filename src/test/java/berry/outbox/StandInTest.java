package berry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Changes;
import berry.monitoring.Metrics;
import berry.telegram.BotApi;
import berry.testing.Await;
import berry.testing.FakeBotApi;
import berry.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StandInTest {

  private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final Clock clock = Clock.systemUTC();
  private final FakeBotApi telegram = new FakeBotApi();
  private final BotApi api = telegram.api(clock);
  private final Metrics metrics = new Metrics();
  private final AtomicBoolean present = new AtomicBoolean(true);
  private final AtomicInteger couriers = new AtomicInteger();
  private final StandIn standIn =
      new StandIn(
          present::get,
          () -> {
            couriers.incrementAndGet();
            return new Courier(database.database(), changes, clock, api, metrics);
          });

  @AfterEach
  void close() {
    standIn.close();
    changes.close();
    api.close();
    telegram.close();
    metrics.close();
    database.close();
  }

  @Test
  void sends_only_when_nobody_of_the_bot_is_there_for_a_while() {
    telegram.answer(
        "sendMessage",
        FakeBotApi.ok("{\"message_id\":55,\"date\":1,\"chat\":{\"id\":11,\"type\":\"private\"}}"));
    new Outbox(database.database(), changes, FakeBotApi.TOKEN.id())
        .queue(Outgoing.text(11, "The bot is gone"));

    looks(20);
    present.set(false);
    looks(5);
    assertThat(couriers).hasValue(0);
    looks(1);
    assertThat(couriers).hasValue(1);
    Await.until(Duration.ofSeconds(20), () -> telegram.textsTo(11).size() == 1);

    looks(10);
    present.set(true);
    looks(3);
    present.set(false);
    looks(5);
    assertThat(couriers).hasValue(1);
  }

  private void looks(int times) {
    for (int n = 0; n < times; n++) {
      standIn.look();
    }
  }
}
