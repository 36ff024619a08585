package berry.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Changes;
import berry.database.Database;
import berry.load.Letter;
import berry.load.Letter.Kind;
import berry.monitoring.Metrics;
import berry.testing.FaultProxy;
import berry.testing.FaultProxy.Fate;
import berry.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Breaks the connection at the first, second, third … thing that the intake says to the database,
/// until the intake has nothing more to say. After each: nothing is half written, what was
/// acknowledged is there, and a repeat is refused.
@Tag("sql")
class FaultPointsTest {

  /// More than any intake has to say; to end the test should it never pass.
  private static final int MOST = 200;

  private final long now = Clock.systemUTC().instant().getEpochSecond();

  private final TestDatabase database = TestDatabase.fresh();
  private final FaultProxy wire = new FaultProxy(database.port());
  private Database wired;
  private Inbox inbox;
  private long lastUpdate = 1_000;

  @BeforeEach
  void open() {
    wired = Database.open(database.addressThrough(wire.port()), 2);
    Changes changes = new Changes(wired, wired.address());
    inbox = new Inbox(wired, changes, Clock.systemUTC(), 7, (update, at) -> {}, new Metrics());
  }

  @AfterEach
  void close() {
    wire.close();
    inbox.close();
    wired.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "UNANSWERED"})
  void keeps_its_promises_wherever_the_connection_breaks(Fate fate) {
    int broken = 0;
    for (int point = 1; breaks(point, fate); point++) {
      broken++;
      assertThat(point).isLessThan(MOST);
    }
    // At the least: who and what was seen, the rows, the numbers, and the commit.
    assertThat(broken).isGreaterThanOrEqualTo(3);
  }

  @Test
  void is_not_disturbed_by_a_slow_network() {
    wire.delay(Duration.ofMillis(20));

    assertThat(accept(letters())).isEqualTo(new Receipt.Stored(4, 0, 0));
  }

  /// @return whether the point was reached
  private boolean breaks(int point, Fate fate) {
    List<Letter> letters = letters();
    AtomicInteger said = new AtomicInteger();
    wire.trap(piece -> said.incrementAndGet() == point ? fate : Fate.PASS);
    Receipt first = accept(letters);
    boolean reached = said.get() >= point;
    wire.heal();

    int there = stored(letters);
    if (first instanceof Receipt.Stored) {
      assertThat(there).as("acknowledged, at point " + point).isEqualTo(letters.size());
    } else {
      assertThat(there).as("all or nothing, at point " + point).isIn(0, letters.size());
    }
    Receipt again = accept(letters);
    while (!(again instanceof Receipt.Stored)) {
      again = accept(letters);
    }
    int repeated = there == 0 ? 0 : letters.size();
    assertThat(again)
        .as("sent again, at point " + point)
        .isEqualTo(new Receipt.Stored(letters.size() - repeated, repeated, 0));
    assertThat(stored(letters)).isEqualTo(letters.size());
    InboxFixture.holds(() -> consistent(point));
    return reached;
  }

  /// A message, its edit, a command and a button of somebody new.
  private List<Letter> letters() {
    long person = 50_000 + lastUpdate;
    return List.of(
        new Letter(++lastUpdate, Kind.MESSAGE, person, 1, "Hello", now, 0),
        new Letter(++lastUpdate, Kind.EDIT, person, 1, "Hello!", now, 1),
        new Letter(++lastUpdate, Kind.COMMAND, person, 2, "/help", now, 0),
        new Letter(++lastUpdate, Kind.BUTTON, person, 3, "nothing", now, 0));
  }

  private Receipt accept(List<Letter> letters) {
    return inbox.acceptAll(letters.stream().map(Letter::body).toList());
  }

  private int stored(List<Letter> letters) {
    long first = letters.getFirst().updateId();
    return number(
        "SELECT count(*) FROM incoming WHERE update_id BETWEEN %d AND %d"
            .formatted(first, first + letters.size() - 1));
  }

  /// Every row that belongs to an update is there as often as the update is.
  private void consistent(int point) {
    int updates = number("SELECT count(*) FROM incoming");
    assertThat(number("SELECT count(*) FROM update_seen")).as("point " + point).isEqualTo(updates);
    assertThat(number("SELECT count(*) FROM message WHERE text = 'Hello!'")).isEqualTo(updates / 4);
    assertThat(number("SELECT count(*) FROM message_version")).isEqualTo(updates / 4);
    assertThat(number("SELECT count(*) FROM message")).isEqualTo(updates / 2);
    assertThat(number("SELECT count(*) FROM person")).isEqualTo(updates / 4);
    assertThat(sum("stored")).isEqualTo(updates);
    assertThat(sum("received")).isEqualTo(updates + sum("repeated"));
    assertThat(sum("messages_in")).isEqualTo(updates / 2);
    assertThat(sum("people_new")).isEqualTo(updates / 4);
    // This inbox was told no command of the bot's.
    assertThat(sum("commands:other")).isEqualTo(updates / 4);
    assertThat(sum("buttons")).isEqualTo(updates / 4);
  }

  private int sum(String metric) {
    return number(
        "SELECT coalesce(sum(value), 0) FROM activity WHERE metric = '%s'".formatted(metric));
  }

  private int number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }
}
