package berry.inbox;

import berry.database.Changes;
import berry.monitoring.Metrics;
import berry.telegram.Update;
import berry.testing.Await;
import berry.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/// An inbox over a database of its own, and what tests ask about it.
final class InboxFixture implements AutoCloseable {

  static final long BOT = 7000;
  static final BotCommands WORDS = new BotCommands("berry_bot", Set.of("start", "help"));

  final TestDatabase database = TestDatabase.fresh();
  final Changes changes = new Changes(database.database(), database.address());
  final Metrics metrics = new Metrics();
  final List<Update> answered = new CopyOnWriteArrayList<>();
  final IntakeTotalsReader totals = new IntakeTotalsReader(database.database(), Clock.systemUTC());
  final Inbox inbox;

  InboxFixture() {
    this.inbox =
        new Inbox(database.database(), changes, Clock.systemUTC(), BOT, new Note(), metrics);
  }

  /// Answers nothing, and remembers what it was to answer.
  private final class Note implements UpdateHandler {
    @Override
    public void answer(Update update, Instant receivedAt) {
      answered.add(update);
    }

    @Override
    public BotCommands vocabulary() {
      return WORDS;
    }
  }

  Receipt accept(String json) {
    return inbox.accept(json.getBytes(StandardCharsets.UTF_8));
  }

  Receipt accept(List<String> all) {
    return inbox.acceptAll(
        all.stream().map(json -> json.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /// The first column of the first row, as text; `null` as text when there is none.
  String one(String sql) {
    return database.one(sql);
  }

  void run(String sql) {
    database.run(sql);
  }

  static void await(BooleanSupplier condition) {
    Await.until(Duration.ofSeconds(20), condition);
  }

  static void holds(Runnable asserted) {
    Await.holds(Duration.ofSeconds(20), asserted);
  }

  static Receipt stored() {
    return new Receipt.Stored(1, 0, 0);
  }

  /// A private message of Anna's (id 11), written in the minute of the test's noon.
  static String text(long updateId, long messageId, String text) {
    return text(updateId, "message", messageId, 11, NOON, text, "");
  }

  static final long NOON = Instant.parse("2026-11-23T12:00:00Z").getEpochSecond();

  static String text(
      long updateId,
      String kind,
      long messageId,
      long person,
      long date,
      String text,
      String more) {
    return """
    {"update_id":%d,"%s":{"message_id":%d,
     "from":{"id":%d,"is_bot":false,"first_name":"Anna","language_code":"ru"},
     "chat":{"id":%d,"type":"private","first_name":"Anna"},
     "date":%d,%s"text":"%s"}}\
    """
        .formatted(updateId, kind, messageId, person, person, date, more, text);
  }

  static String edit(long updateId, long messageId, long editDate, String text) {
    return text(
        updateId, "edited_message", messageId, 11, NOON, text, "\"edit_date\":" + editDate + ",");
  }

  @Override
  public void close() {
    inbox.close();
    metrics.close();
    database.close();
  }
}
