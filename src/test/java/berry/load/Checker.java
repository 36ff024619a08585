package berry.load;

import static org.assertj.core.api.Assertions.assertThat;

import berry.load.Letter.Kind;
import berry.testing.Await;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Compares what was acknowledged with what the database holds.
public final class Checker {

  private record Place(long chatId, long messageId) {}

  private static final Duration SOON = Duration.ofSeconds(10);

  private final Jdbi jdbi;
  private final History history;

  public Checker(Jdbi jdbi, History history) {
    this.jdbi = jdbi;
    this.history = history;
  }

  /// Waits until nothing is owed any more: every answer was sent, or is shown as failed or unknown.
  public void awaitAnswers(Duration most) {
    Await.until(
        most,
        () ->
            number("SELECT count(*) FROM incoming WHERE state = 'due'") == 0
                && number("SELECT count(*) FROM outgoing WHERE state IN ('queued', 'sending')")
                    == 0);
  }

  /// All that must hold once everything is acknowledged and answered, or a moment later.
  public void check() {
    assertThat(history.open()).as("not acknowledged").isZero();
    Await.holds(
        SOON,
        () -> {
          updates();
          messages();
          counters();
          answers();
        });
  }

  /// Each that was sent is there once, and nothing else.
  private void updates() {
    List<Long> sent = history.letters().stream().map(Letter::updateId).sorted().toList();
    assertThat(numbers("SELECT update_id FROM incoming ORDER BY update_id")).isEqualTo(sent);
    assertThat(numbers("SELECT update_id FROM update_seen ORDER BY update_id")).isEqualTo(sent);
  }

  /// Each message is there once, with its last text.
  private void messages() {
    Map<Place, Letter> last = new HashMap<>();
    for (Letter letter : history.letters()) {
      if (letter.kind() != Kind.BUTTON) {
        Place place = new Place(letter.person(), letter.messageId());
        last.merge(place, letter, (one, two) -> one.edits() > two.edits() ? one : two);
      }
    }
    Map<Place, String> expected = new HashMap<>();
    last.forEach((place, letter) -> expected.put(place, letter.text()));
    Map<Place, String> found = new HashMap<>();
    jdbi.useHandle(handle ->
        handle
            .createQuery("SELECT chat_id, message_id, text FROM message WHERE direction = 'in'")
            .map((row, context) -> {
              Place place = new Place(row.getLong(1), row.getLong(2));
              assertThat(found.put(place, row.getString(3))).as("twice: " + place).isNull();
              return place;
            })
            .list());
    // Only what differs: ten thousand messages side by side tell nobody anything.
    Map<Place, String> common = new HashMap<>(expected);
    common.entrySet().retainAll(found.entrySet());
    expected.entrySet().removeAll(common.entrySet());
    found.entrySet().removeAll(common.entrySet());
    assertThat(found).isEqualTo(expected);
  }

  /// No call was counted that nobody made, and none forgotten that was acknowledged.
  public void checkCalls() {
    Await.holds(
        SOON,
        () ->
            assertThat(number("SELECT sum(value)::bigint FROM activity WHERE metric = 'received'"))
                .isBetween(history.acknowledged(), history.attempts()));
  }

  private void counters() {
    Map<String, Long> sums =
        jdbi.withHandle(handle ->
            handle
                .createQuery("SELECT metric, sum(value)::bigint FROM activity GROUP BY metric")
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    long rows = number("SELECT count(*) FROM incoming");
    long received = sums.getOrDefault("received", 0L);
    assertThat(sums.getOrDefault("quarantined", 0L)).isZero();
    assertThat(sums.get("stored")).isEqualTo(rows);
    assertThat(received).isEqualTo(rows + sums.getOrDefault("repeated", 0L));
    assertThat(sums.get("messages_in"))
        .isEqualTo(number("SELECT count(*) FROM message WHERE direction = 'in'"));
    assertThat(sums.get("people_new")).isEqualTo(number("SELECT count(*) FROM person"));
    assertThat(sums.getOrDefault("commands:help", 0L)).isEqualTo(count(Kind.COMMAND));
    assertThat(sums.getOrDefault("buttons", 0L)).isEqualTo(count(Kind.BUTTON));
  }

  /// Exactly one answer was queued for each that asks.
  private void answers() {
    List<Long> asking =
        history.letters().stream().filter(Letter::asks).map(Letter::updateId).sorted().toList();
    assertThat(numbers("SELECT split_part(key, ':', 3)::bigint FROM outgoing ORDER BY 1"))
        .isEqualTo(asking);
    assertThat(
            numbers(
                """
                SELECT update_id
                FROM incoming
                WHERE state NOT IN ('stored', 'handled') OR reason IS NOT NULL
                """))
        .isEmpty();
  }

  private long count(Kind kind) {
    return history.letters().stream().filter(letter -> letter.kind() == kind).count();
  }

  private long number(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private List<Long> numbers(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).list());
  }
}
