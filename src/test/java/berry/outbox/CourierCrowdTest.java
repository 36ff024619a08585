package berry.outbox;

import static berry.outbox.OutboxFixture.ANNA;
import static berry.outbox.OutboxFixture.BORIS;
import static berry.outbox.OutboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.FakeBotApi;
import berry.testing.Slow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many chats, many messages, several processes: nobody waits for another's trouble.
@Slow("waits as long as Telegram tells it to")
class CourierCrowdTest {

  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final FakeBotApi api = new FakeBotApi();
  private final OutboxFixture fixture = new OutboxFixture(api);

  @AfterEach
  void stop() throws Exception {
    api.close();
    fixture.close();
  }

  @Test
  void sixteen_hanging_calls_hold_up_nobody_else() {
    for (long chat = 101; chat <= 116; chat++) {
      api.next(chat, FakeBotApi.HANG);
      fixture.outbox.queue(Outgoing.text(chat, "hangs"));
    }
    Courier courier = fixture.courier(PATIENT);
    courier.start();
    await(() -> api.calls().size() == 16);

    long quick = fixture.outbox.queue(Outgoing.text(ANNA, "quick"));

    fixture.await(quick, "sent");
    assertThat(fixture.one("SELECT count(*) FROM outgoing WHERE state = 'sending'"))
        .isEqualTo("16");
  }

  @Test
  void few_messages_are_risked_when_telegram_answers_nobody() {
    api.answerAll(FakeBotApi.HANG);
    for (long chat = 101; chat <= 160; chat++) {
      fixture.outbox.queue(Outgoing.text(chat, "to " + chat));
    }
    // Longer than it takes a busy machine to notice that all are late, or to answer in the end.
    fixture.courier(Duration.ofSeconds(5)).start();
    await(() -> OutboxStatus.read(fixture.database.database()).unknown() > 0);
    await(() -> api.calls().stream().filter(call -> call.method().equals("getMe")).count() >= 2);
    await(() -> fixture.one("SELECT count(*) FROM outgoing WHERE state = 'sending'").equals("0"));
    long risked = OutboxStatus.read(fixture.database.database()).unknown();
    assertThat(risked).isLessThanOrEqualTo(16);

    api.answerAll(null);

    await(() -> OutboxStatus.read(fixture.database.database()).queued() == 0);
    assertThat(OutboxStatus.read(fixture.database.database()).unknown()).isEqualTo(risked);
    List<String> texts =
        api.calls().stream().filter(call -> call.chatId() != 0).map(FakeBotApi.Call::text).toList();
    assertThat(texts).doesNotHaveDuplicates().hasSize(60);
  }

  @Test
  @Tag("sql")
  void ten_thousand_messages_for_a_chat_that_rests_cost_no_more_than_one() {
    fixture.run(
        "INSERT INTO outgoing (bot_id, chat_id, method, body)"
            + " SELECT 7000, 11, 'sendMessage', '{\"text\":\"later\"}'"
            + " FROM generate_series(1, 10000)");
    fixture.run(
        "INSERT INTO outgoing_pace VALUES (7000, 11, 1, 1, now(), now() + interval '1 h', now())");
    long quick = fixture.outbox.queue(Outgoing.text(BORIS, "quick"));

    long read =
        fixture
            .database
            .jdbi()
            .inTransaction(transaction -> {
              assertThat(SendQueueStore.heads(transaction, 7000, Long.MIN_VALUE, 500).ids())
                  .containsExactly(quick);
              assertThat(CourierStore.abandoned(transaction, 7000)).isEmpty();
              return transaction
                  .createQuery(
                      "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables"
                          + " WHERE relname = 'outgoing'")
                  .mapTo(Long.class)
                  .one();
            });
    assertThat(read).isLessThan(20);

    fixture.started();
    fixture.await(quick, "sent");
    assertThat(api.textsTo(ANNA)).isEmpty();
  }

  @Test
  void every_process_waits_when_one_of_them_is_told_to() {
    api.next(ANNA, FakeBotApi.slowDown(Duration.ofSeconds(2)));
    List<Long> ids = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      ids.add(fixture.outbox.queue(Outgoing.text(ANNA, "message " + n)));
    }
    fixture.started();
    fixture.started();

    fixture.await(ids.getLast(), "sent");
    List<Long> at = api.calls().stream().map(FakeBotApi.Call::atMillis).toList();
    assertThat(at.get(1) - at.get(0)).isGreaterThanOrEqualTo(2_000);
    assertThat(at).hasSize(5);
    assertThat(fixture.one("SELECT rate < 0.6 FROM outgoing_pace WHERE chat_id = 11"))
        .isEqualTo("true");
    assertThat(fixture.one("SELECT sum(value) FROM activity WHERE metric = 'slow_down'"))
        .isEqualTo("1");
  }

  @Test
  void a_rest_of_everybody_leaves_each_chat_its_pace() {
    // Everybody has rested, and one call shows whether that was long enough.
    fixture.run(
        "INSERT INTO outgoing_pace"
            + " (bot_id, chat_id, allowance, rate, at, rested_at, ready_at, usual_at) VALUES"
            + " (7000, 0, 1, 12.5, now(), now() + interval '1 min', now(), now() + interval '1 h')");
    api.next(ANNA, FakeBotApi.slowDown(Duration.ofSeconds(1)));
    long message = fixture.outbox.queue(Outgoing.text(ANNA, "the first in line"));
    fixture.started();

    fixture.await(message, "sent");
    assertThat(fixture.one("SELECT count(*) FROM outgoing_pace WHERE chat_id = 11 AND rate < 1"))
        .isEqualTo("0");
    assertThat(fixture.one("SELECT rate < 13 FROM outgoing_pace WHERE chat_id = 0"))
        .isEqualTo("true");
  }

  @Test
  void two_processes_together_keep_the_pace_of_a_chat() {
    long last = 0;
    for (int n = 0; n < 7; n++) {
      last = fixture.outbox.queue(Outgoing.text(ANNA, "message " + n));
    }
    fixture.started();
    fixture.started();

    fixture.await(last, "sent");
    List<Long> at = api.calls().stream().map(FakeBotApi.Call::atMillis).toList();
    assertThat(at.get(6) - at.get(0)).isGreaterThan(3_500);
    assertThat(api.textsTo(ANNA)).isSorted().hasSize(7);
  }

  @Test
  void everybody_waits_when_telegram_tells_two_chats_to() {
    api.next(ANNA, FakeBotApi.slowDown(Duration.ofSeconds(2)));
    api.next(BORIS, FakeBotApi.slowDown(Duration.ofSeconds(2)));
    long anna = fixture.outbox.queue(Outgoing.text(ANNA, "one"));
    long boris = fixture.outbox.queue(Outgoing.text(BORIS, "two"));
    fixture.started();
    await(() ->
        fixture.one("SELECT ready_at > now() FROM outgoing_pace WHERE chat_id = 0").equals("true"));
    long other = fixture.outbox.queue(Outgoing.text(13, "three"));
    fixture.await(other, "sent");
    fixture.await(anna, "sent");
    fixture.await(boris, "sent");

    long told = api.calls().get(1).atMillis();
    assertThat(api.calls().get(2).atMillis() - told).isGreaterThanOrEqualTo(2_000);
    assertThat(api.calls()).hasSize(5);
  }

  @Test
  @Tag("sql")
  void looks_at_all_chats_however_many_they_are() {
    fixture.run(
        "INSERT INTO outgoing (bot_id, chat_id, method, body)"
            + " SELECT 7000, n, 'sendMessage', '{\"text\":\"later\"}'"
            + " FROM generate_series(1000, 2499) AS n");
    fixture.run(
        "INSERT INTO outgoing_pace SELECT 7000, n, 1, 1, now(), now() + interval '1 h', now()"
            + " FROM generate_series(1000, 2499) AS n");
    long last = fixture.outbox.queue(Outgoing.text(9_999, "quick"));

    fixture.started();

    fixture.await(last, "sent");
    assertThat(api.calls()).hasSize(1);
  }
}
