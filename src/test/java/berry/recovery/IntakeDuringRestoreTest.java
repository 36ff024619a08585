package berry.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.backup.Backup;
import berry.backup.Progress;
import berry.database.Address;
import berry.database.Changes;
import berry.inbox.BotCommands;
import berry.inbox.Inbox;
import berry.inbox.Receipt;
import berry.inbox.UpdateHandler;
import berry.monitoring.Metrics;
import berry.telegram.Update;
import berry.testing.Await;
import berry.testing.Slow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Updates come while databases change places: each that was acknowledged is in one of them, and
/// the others wait at Telegram.
@Tag("faults")
@Tag("sql")
@Slow("restores databases")
final class IntakeDuringRestoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path machine;
  private RecoveryFixture fixture;
  private Inbox inbox;
  private Metrics metrics;
  private Backup backup;
  private final AtomicLong next = new AtomicLong();
  private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    fixture = new RecoveryFixture(machine);
    fixture.people(1_000, 3);
    backup = fixture.backup();
    metrics = new Metrics();
    inbox =
        new Inbox(
            fixture.database.database(),
            new Changes(fixture.database.database(), fixture.database.address()),
            Clock.systemUTC(),
            7_000,
            new Silent(),
            metrics);
  }

  @AfterEach
  void close() {
    inbox.close();
    metrics.close();
    fixture.close();
  }

  private static final class Silent implements UpdateHandler {
    @Override
    public void answer(Update update, Instant receivedAt) {}

    @Override
    public BotCommands vocabulary() {
      return new BotCommands("berry_bot", Set.of());
    }
  }

  @Test
  void loses_nothing_that_was_acknowledged() throws Exception {
    AtomicReference<Restored> done = new AtomicReference<>();
    Thread restoring =
        Thread.ofPlatform()
            .start(() ->
                done.set(
                    fixture
                        .recovery()
                        .restore(fixture.source(backup), fixture.name(), true, Progress.NONE)));
    while (restoring.isAlive()) {
      send();
    }
    long before = acknowledged.size();
    assertThat(before).isPositive();
    Await.until(
        PATIENCE,
        () -> {
          send();
          return acknowledged.size() > before + 20;
        });

    Set<Long> stored = seen(fixture.database.address());
    stored.addAll(seen(fixture.database.address().withDatabase(done.get().kept())));
    assertThat(stored).containsAll(acknowledged);
    assertThat(done.get().paused()).isLessThan(10);
  }

  @Test
  void takes_nothing_in_before_the_new_one_was_tried() throws Exception {
    Recovery broken =
        fixture.recovery(step -> {
          if (step == Step.PAUSED || step == Step.SWAPPED) {
            send();
            send();
          }
          if (step == Step.SWAPPED) {
            assertThat(acknowledged).isEmpty();
            throw new IllegalStateException("the new one does not work");
          }
        });

    assertThatThrownBy(
            () -> broken.restore(fixture.source(backup), fixture.name(), false, Progress.NONE))
        .hasMessageContaining("the former database is live again")
        .hasMessageContaining("the new one does not work");
    assertThat(refused).anyMatch(why -> why.contains("a restore is at work (host/4711)"));

    Await.until(
        PATIENCE,
        () -> {
          send();
          return !acknowledged.isEmpty();
        });
    assertThat(seen(fixture.database.address())).containsAll(acknowledged);
  }

  @Test
  void a_pause_ends_by_itself_when_its_process_died() {
    fixture.database.run(
        "INSERT INTO intake_pause (until, who) VALUES (now() + interval '1 hour', 'host/9')");
    send();
    assertThat(acknowledged).isEmpty();
    assertThat(refused).containsExactly("a restore is at work (host/9)");

    fixture.database.run("UPDATE intake_pause SET until = now()");
    // Who stands in the line behind one who is refused is refused with them, so the next may be.
    Await.until(
        PATIENCE,
        () -> {
          send();
          return !acknowledged.isEmpty();
        });
  }

  private void send() {
    long id = next.incrementAndGet();
    String update =
        """
        {"update_id":%d,"message":{"message_id":%d,"date":1795435200,"text":"hello",
         "from":{"id":11,"is_bot":false,"first_name":"Anna"},
         "chat":{"id":11,"type":"private","first_name":"Anna"}}}\
        """
            .formatted(id, id);
    switch (inbox.accept(update.getBytes(StandardCharsets.UTF_8))) {
      case Receipt.Stored stored -> acknowledged.add(id);
      case Receipt.Unavailable unavailable -> refused.add(unavailable.reason());
      case Receipt.TooLarge tooLarge -> throw new AssertionError(tooLarge);
    }
  }

  private static Set<Long> seen(Address database) throws Exception {
    Set<Long> ids = new ConcurrentSkipListSet<>();
    try (Connection connection = database.connect(Duration.ofMinutes(1));
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT update_id FROM incoming")) {
      while (row.next()) {
        ids.add(row.getLong(1));
      }
    }
    return ids;
  }
}
