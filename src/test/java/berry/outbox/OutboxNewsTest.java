package berry.outbox;

import static berry.outbox.OutboxFixture.ANNA;

import berry.database.Changes.Change;
import berry.database.Topic;
import berry.testing.Await;
import berry.testing.FakeBotApi;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Screens hear at once of what nobody's call has ended.
@Tag("sql")
class OutboxNewsTest {

  private static final long BOT = 7_000;
  private static final long GROUP = -5;
  private static final long SUPERGROUP = -1_000_005;

  /// Who is not woken looks after 5 s.
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  private final FakeBotApi api = new FakeBotApi();
  private final OutboxFixture fixture = new OutboxFixture(api);
  private final SendQueue queue =
      new SendQueue(fixture.changes, new DeliveryRecorder(fixture.changes, Clock.systemUTC()), BOT);
  private final List<Change> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() {
    fixture.changes.subscribe(heard::addAll);
    OutboxFixture.await(fixture.changes::notified);
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
    fixture.close();
  }

  @Test
  void wakes_screens_when_a_dead_couriers_messages_are_settled() {
    long id = fixture.outbox.queue(Outgoing.text(ANNA, "did it arrive?"));
    fixture.run("UPDATE outgoing SET state = 'sending', not_before = now()");
    hearSomethingElse();

    fixture.started();

    Await.until(AT_ONCE, () -> heardOf(Topic.MESSAGE, ANNA, id));
  }

  @Test
  void wakes_screens_when_an_answer_is_too_late() {
    long id =
        fixture.outbox.queue(
            Outgoing.call("answerCallbackQuery", Map.of("callback_query_id", "5")));
    fixture.run("UPDATE outgoing SET created_at = created_at - interval '11 s'");
    hearSomethingElse();

    queue.claim(1);

    Await.until(AT_ONCE, () -> heardOf(Topic.MESSAGE, null, id));
  }

  @Test
  void wakes_screens_when_a_message_follows_its_group() {
    fixture.chat(GROUP, "group");
    long id = fixture.outbox.queue(Outgoing.text(GROUP, "to you all"));
    fixture.run("UPDATE chat SET migrated_to = %d WHERE id = %d".formatted(SUPERGROUP, GROUP));
    hearSomethingElse();

    queue.claim(1);

    Await.until(AT_ONCE, () -> heardOf(Topic.OUTGOING, SUPERGROUP, id));
  }

  /// The reader has just looked: unless it is woken, it does so again in 5 s only.
  private void hearSomethingElse() {
    Outbox ofAnotherBot = new Outbox(fixture.database.database(), fixture.changes, BOT + 1);
    long id = ofAnotherBot.queue(Outgoing.text(ANNA, "not looked at here"));
    OutboxFixture.await(() -> heardOf(Topic.OUTGOING, ANNA, id));
  }

  private boolean heardOf(Topic topic, @Nullable Long chat, long id) {
    return heard.stream()
        .anyMatch(change ->
            change.topic() == topic
                && Objects.equals(change.chatId(), chat)
                && Long.toString(id).equals(change.ref()));
  }
}
