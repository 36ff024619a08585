package berry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Changes;
import berry.monitoring.Metrics;
import berry.telegram.BotApi;
import berry.telegram.Token;
import berry.testing.Await;
import berry.testing.FakeBotApi;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Slow("waits as long as Telegram tells it to")
@Tag("sql")
class CourierTest {

  private static final long ANNA = 11;
  private static final long BORIS = 12;

  private final TestDatabase database = TestDatabase.fresh();
  private final FakeBotApi api = new FakeBotApi();
  private final Metrics metrics = new Metrics();
  private final Changes changes = new Changes(database.database(), database.address());
  private final BotApi client =
      new BotApi(
          api.url(), new Token("7000:abcdefghijklmnopqrstuvwxyz012345678"), Clock.systemUTC());
  private final Outbox outbox = new Outbox(database.database(), changes, 7000);
  private final Courier courier = courier();

  @BeforeEach
  void start() {
    changes.start();
    for (long person : List.of(ANNA, BORIS)) {
      run(
          "INSERT INTO person (id, first_name, first_seen_at, last_seen_at) VALUES (%d, 'x', now(),"
                  .formatted(person)
              + " now())");
      run(
          "INSERT INTO chat (id, type, first_seen_at, last_seen_at, waiting_since) VALUES (%d,"
                  .formatted(person)
              + " 'private', now(), now(), now() - interval '5 min')");
    }
  }

  @AfterEach
  void stop() {
    courier.close();
    changes.close();
    client.close();
    api.close();
    metrics.close();
    database.close();
  }

  @Test
  void does_not_write_to_somebody_who_blocked_the_bot() {
    api.next(ANNA, FakeBotApi.BLOCKED);
    long id = outbox.queue(Outgoing.text(ANNA, "hello"));
    courier.start();

    await(() -> state(id).equals("failed"));
    assertThat(one("SELECT reason FROM outgoing")).isEqualTo("blocked");
    assertThat(one("SELECT blocked_at IS NOT NULL FROM person WHERE id = 11")).isEqualTo("true");
    assertThat(one("SELECT unreachable FROM chat WHERE id = 11")).isEqualTo("blocked");
    assertThat(one("SELECT waiting_since IS NULL FROM chat WHERE id = 11")).isEqualTo("false");
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void says_what_telegram_refused() {
    api.next(ANNA, FakeBotApi.refused(400, "Bad Request: message text is empty"));
    long id = outbox.queue(Outgoing.text(ANNA, "<b></b>"));
    courier.start();

    await(() -> state(id).equals("failed"));
    assertThat(one("SELECT reason FROM outgoing")).isEqualTo("refused: message text is empty");
  }

  @Test
  void names_a_text_that_is_too_long() {
    api.next(ANNA, FakeBotApi.refused(400, "Bad Request: message is too long"));
    long id = outbox.queue(Outgoing.text(ANNA, "long"));
    courier.start();

    await(() -> state(id).equals("failed"));
    assertThat(one("SELECT reason FROM outgoing")).isEqualTo("too_long");
  }

  @Test
  void never_repeats_a_message_that_may_have_arrived() {
    api.next(ANNA, FakeBotApi.HANG);
    long hanging = outbox.queue(Outgoing.text(ANNA, "first"));
    long next = outbox.queue(Outgoing.text(ANNA, "second"));
    courier.start();

    await(() -> state(next).equals("sent"));
    assertThat(state(hanging)).isEqualTo("unknown");
    assertThat(api.textsTo(ANNA)).containsExactly("first", "second");
  }

  @Test
  void does_not_answer_a_button_that_stopped_waiting() {
    long id = outbox.queue(Outgoing.call("answerCallbackQuery", Map.of("callback_query_id", "5")));
    run("UPDATE outgoing SET created_at = created_at - interval '11 s'");
    courier.start();

    await(() -> state(id).equals("failed"));
    assertThat(one("SELECT reason FROM outgoing")).isEqualTo("too_late");
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void lets_no_button_that_stopped_waiting_take_the_turn_of_a_message() {
    for (int n = 0; n < 50; n++) {
      outbox.queue(Outgoing.call("answerCallbackQuery", Map.of("callback_query_id", "5")));
    }
    run("UPDATE outgoing SET created_at = created_at - interval '11 s'");
    long message = outbox.queue(Outgoing.text(ANNA, "at once"));
    // One call may begin now, the next in 2.6 s, the fiftieth in two minutes.
    run(
        "INSERT INTO outgoing_pace (bot_id, chat_id, allowance, rate, at, ready_at, usual_at)"
            + " VALUES (7000, 0, 1, 0.39, now(), now(), now() + interval '30 min')");
    courier.start();

    await(() -> state(message).equals("sent"));
    await(() -> one("SELECT count(*) FROM outgoing WHERE reason = 'too_late'").equals("50"));
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void shows_as_unknown_what_a_dead_process_was_sending() {
    long id = outbox.queue(Outgoing.text(ANNA, "did it arrive?"));
    abandon(id);
    courier.start();

    await(() -> state(id).equals("unknown"));
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void repeats_what_does_no_harm_twice() {
    long id = outbox.queue(Outgoing.call("setMyCommands", Map.of("commands", List.of())));
    abandon(id);
    courier.start();

    await(() -> state(id).equals("sent"));
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void leaves_alone_what_another_process_is_sending() {
    long id = outbox.queue(Outgoing.text(ANNA, "mine"));
    run("UPDATE outgoing SET state = 'sending', not_before = now() + interval '8 s'");
    long other = outbox.queue(Outgoing.text(BORIS, "yours"));
    courier.start();

    await(() -> state(other).equals("sent"));
    assertThat(state(id)).isEqualTo("sending");
  }

  @Test
  void waits_as_long_as_telegram_asks() {
    api.next(ANNA, FakeBotApi.slowDown(Duration.ofSeconds(1)));
    long id = outbox.queue(Outgoing.text(ANNA, "hello"));
    courier.start();

    await(() -> state(id).equals("sent"));
    assertThat(api.calls()).hasSize(2);
    assertThat(api.calls().get(1).atMillis() - api.calls().get(0).atMillis()).isGreaterThan(950);
  }

  @Test
  void tries_again_when_telegram_says_it_did_nothing_and_keeps_the_order() {
    api.next(
        ANNA,
        FakeBotApi.refused(503, "Service Unavailable"),
        new FakeBotApi.Reply(503, "<html>Service Unavailable</html>"));
    outbox.queue(Outgoing.text(ANNA, "one"));
    outbox.queue(Outgoing.text(ANNA, "two"));
    long last = outbox.queue(Outgoing.text(ANNA, "three"));
    courier.start();

    await(() -> state(last).equals("sent"));
    assertThat(api.textsTo(ANNA)).containsExactly("one", "one", "one", "two", "three");
  }

  @Test
  void does_not_repeat_what_telegram_may_have_done_before_it_failed() {
    api.next(
        ANNA,
        FakeBotApi.refused(500, "Internal Server Error: restart"),
        new FakeBotApi.Reply(502, "<html>Bad Gateway</html>"));
    long restart = outbox.queue(Outgoing.text(ANNA, "one"));
    long gateway = outbox.queue(Outgoing.text(ANNA, "two"));
    long last = outbox.queue(Outgoing.text(ANNA, "three"));
    courier.start();

    await(() -> state(last).equals("sent"));
    assertThat(api.textsTo(ANNA)).containsExactly("one", "two", "three");
    assertThat(state(restart) + " " + state(gateway)).isEqualTo("unknown unknown");
    assertThat(one("SELECT reason FROM outgoing WHERE id = " + gateway)).isEqualTo("broke_off");
  }

  @Test
  void lets_one_slow_chat_hold_up_no_other() {
    api.next(ANNA, FakeBotApi.HANG);
    long slow = outbox.queue(Outgoing.text(ANNA, "slow"));
    long quick = outbox.queue(Outgoing.text(BORIS, "quick"));
    courier.start();

    await(() -> state(quick).equals("sent"));
    assertThat(state(slow)).isEqualTo("sending");
  }

  @Test
  void writes_a_sent_message_beside_those_of_the_person() {
    long id = outbox.queue(Outgoing.text(ANNA, "hello"));
    courier.start();

    await(() -> state(id).equals("sent"));
    assertThat(
            one(
                "SELECT direction || ' ' || kind || ' ' || text || ' ' || person_id || ' '"
                    + " || staff || ' ' || (outgoing_id = "
                    + id
                    + ") FROM message"))
        .isEqualTo("out text hello 11 false true");
    assertThat(one("SELECT sum(value) FROM activity WHERE metric = 'messages_out'")).isEqualTo("1");
    assertThat(one("SELECT count(*) FROM change WHERE topic = 'message' AND person_id = 11"))
        .isEqualTo("1");
    assertThat(one("SELECT waiting_since IS NULL FROM chat WHERE id = 11")).isEqualTo("false");
  }

  @Test
  void ends_the_waiting_when_the_team_answers() {
    long id = outbox.queue(Outgoing.text(ANNA, "hello").by(99));
    courier.start();

    await(() -> state(id).equals("sent"));
    assertThat(one("SELECT waiting_since FROM chat WHERE id = 11")).isEqualTo("null");
    assertThat(one("SELECT staff_id FROM first_reply WHERE chat_id = 11")).isEqualTo("99");
    assertThat(one("SELECT staff FROM message")).isEqualTo("true");
  }

  @Test
  void ends_the_waiting_with_a_final_answer_only_up_to_that_answer() {
    run(
        "INSERT INTO message (chat_id, message_id, sent_at, received_at, direction, kind, text)"
            + " VALUES (11, 5, now() + interval '1 min', now(), 'in', 'text', 'one more thing')");
    long id = outbox.queue(Outgoing.text(ANNA, "done").closing());
    courier.start();

    await(() -> state(id).equals("sent"));
    assertThat(one("SELECT waiting_since > now() FROM chat WHERE id = 11")).isEqualTo("true");
  }

  @Test
  void lets_a_question_wait_that_came_in_the_second_of_the_answer() {
    run(
        "INSERT INTO message (chat_id, message_id, sent_at, received_at, direction, kind, text)"
            + " VALUES (11, 6, to_timestamp(1795000000), now(), 'in', 'text', 'before'),"
            + " (11, 8, to_timestamp(1795000000), now(), 'in', 'text', 'after')");
    api.next(
        ANNA,
        new FakeBotApi.Reply(
            200,
            "{\"ok\":true,\"result\":{\"message_id\":7,\"date\":1795000000,\"text\":\"done\"}}"));
    long id = outbox.queue(Outgoing.text(ANNA, "done").closing());
    courier.start();

    await(() -> state(id).equals("sent"));
    assertThat(one("SELECT extract(epoch FROM waiting_since)::bigint FROM chat WHERE id = 11"))
        .isEqualTo("1795000000");
    run("DELETE FROM message WHERE message_id = 8");
    long again = outbox.queue(Outgoing.text(ANNA, "done").closing());
    await(() -> state(again).equals("sent"));
    assertThat(one("SELECT waiting_since FROM chat WHERE id = 11")).isEqualTo("null");
  }

  @Test
  void takes_an_edit_that_changes_nothing_for_done() {
    api.next(
        ANNA,
        FakeBotApi.refused(400, "Bad Request: message is not modified: specified new message"));
    long id =
        outbox.queue(
            Outgoing.call(ANNA, "editMessageText", Map.of("message_id", 1, "text", "same")));
    courier.start();

    await(() -> state(id).equals("sent"));
  }

  @Test
  void follows_a_group_that_became_a_supergroup() {
    run(
        "INSERT INTO chat (id, type, title, first_seen_at, last_seen_at) VALUES (-9, 'group',"
            + " 'Team', now(), now())");
    api.next(
        -9,
        FakeBotApi.refused(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            ",\"parameters\":{\"migrate_to_chat_id\":-1009}"));
    outbox.queue(Outgoing.text(-9, "one"));
    long last = outbox.queue(Outgoing.text(-9, "two"));
    courier.start();

    await(() -> state(last).equals("sent"));
    assertThat(api.textsTo(-9)).containsExactly("one");
    assertThat(api.textsTo(-1009)).containsExactly("one", "two");
    assertThat(one("SELECT migrated_to FROM chat WHERE id = -9")).isEqualTo("-1009");
    long later = outbox.queue(Outgoing.text(-9, "three"));
    await(() -> state(later).equals("sent"));
    assertThat(api.textsTo(-1009)).containsExactly("one", "two", "three");
  }

  @Test
  void queues_the_same_key_once() {
    long id = outbox.queue(Outgoing.text(ANNA, "hello").once("update:1"));

    assertThat(outbox.queue(Outgoing.text(ANNA, "hello again").once("update:1"))).isEqualTo(id);
    assertThat(one("SELECT count(*) FROM outgoing")).isEqualTo("1");
  }

  @Test
  void wakes_as_soon_as_something_is_queued() {
    courier.start();
    await(() -> metrics.scrape().contains("berry_courier"));

    long id = outbox.queue(Outgoing.text(ANNA, "now"));

    Await.until(Duration.ofSeconds(3), () -> state(id).equals("sent"));
  }

  @Test
  void sends_each_message_once_from_two_processes_in_order() {
    List<Long> ids = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      ids.add(outbox.queue(Outgoing.text(100 + n % 20, "message " + n)));
    }
    try (Courier second = courier()) {
      courier.start();
      second.start();
      await(() -> one("SELECT count(*) FROM outgoing WHERE state = 'sent'").equals("40"));
    }

    assertThat(api.calls()).extracting(FakeBotApi.Call::text).doesNotHaveDuplicates().hasSize(40);
    assertThat(api.textsTo(103)).containsExactly("message 3", "message 23");
    assertThat(ids).doesNotHaveDuplicates();
  }

  private Courier courier() {
    return new Courier(
        database.database(), changes, Clock.systemUTC(), client, metrics, Duration.ofSeconds(5));
  }

  private void abandon(long id) {
    run("UPDATE outgoing SET state = 'sending', not_before = now() WHERE id = " + id);
  }

  private String state(long id) {
    return one("SELECT state FROM outgoing WHERE id = " + id);
  }

  private String one(String sql) {
    return database.one(sql);
  }

  private void run(String sql) {
    database.run(sql);
  }

  private static void await(BooleanSupplier condition) {
    Await.until(Duration.ofSeconds(20), condition);
  }
}
