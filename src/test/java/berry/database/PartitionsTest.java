package berry.database;

import static org.assertj.core.api.Assertions.assertThat;

import berry.conversations.IntakeMessageStore;
import berry.inbox.Inbox;
import berry.testing.Await;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class PartitionsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @AutoClose private final TestDatabase test = TestDatabase.fresh();

  private final Partitions partitions =
      new Partitions(test.database(), List.of(Inbox.RAW, IntakeMessageStore.MESSAGES));

  @Test
  void waits_for_a_reader_without_stopping_everybody() {
    try (Handle backup = test.jdbi().open()) {
      backup.begin();
      backup.execute("LOCK TABLE incoming_default IN ACCESS SHARE MODE");
      Thread ensuring = Thread.startVirtualThread(() -> partitions.ensure(NOW));
      Await.until(Duration.ofSeconds(5), this::someoneWaits);

      add(1, NOW); // waits for one second at most

      backup.commit();
      Await.until(Duration.ofSeconds(10), () -> !ensuring.isAlive());
    }
    assertThat(tables("incoming")).hasSize(5);
  }

  @Test
  void loses_no_row_of_a_writer_at_work() throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong written = new AtomicLong();
    Thread writer =
        Thread.startVirtualThread(() -> {
          while (!done.get()) {
            add(written.get(), NOW);
            written.incrementAndGet();
          }
        });
    Await.until(Duration.ofSeconds(10), () -> written.get() > 20);

    partitions.ensure(NOW);
    long during = written.get();
    Await.until(Duration.ofSeconds(10), () -> written.get() > during + 20);
    done.set(true);
    writer.join();

    assertThat(count("incoming_2026_11")).isEqualTo(written.get());
    assertThat(count("incoming_default")).isZero();
  }

  @Test
  void lets_two_replicas_do_it_at_once() throws InterruptedException {
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    Thread other = Thread.ofVirtual().unstarted(() -> partitions.ensure(NOW));
    other.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    other.start();
    partitions.ensure(NOW);
    other.join();

    assertThat(failures).isEmpty();
    assertThat(tables("message")).hasSize(5);
  }

  @Test
  void makes_the_month_before_to_two_months_ahead() {
    partitions.ensure(Instant.parse("2026-11-30T23:59:59Z"));

    assertThat(tables("incoming"))
        .containsExactly(
            "incoming_2026_10",
            "incoming_2026_11",
            "incoming_2026_12",
            "incoming_2027_01",
            "incoming_default");
    assertThat(tables("message")).contains("message_2026_10", "message_2027_01");
  }

  @Test
  void moves_rows_to_their_month_when_it_comes() {
    add(1, NOW);
    add(2, Instant.parse("2026-12-01T00:00:00Z"));
    add(3, Instant.parse("2031-01-01T00:00:00Z"));

    partitions.ensure(NOW);

    assertThat(count("incoming_2026_11")).isEqualTo(1);
    assertThat(count("incoming_2026_12")).isEqualTo(1);
    assertThat(count("incoming_default")).isEqualTo(1);
  }

  @Test
  void still_refuses_a_repeated_update_in_a_new_partition() {
    partitions.ensure(NOW);

    assertThat(constraints("incoming_2026_11")).contains("p", "c").doesNotContain("x");
    assertThat(constraints("incoming_2026_11")).hasSameSizeAs(constraints("incoming_default"));
  }

  @Test
  void drops_only_months_that_are_over_by_the_retention() {
    partitions.ensure(NOW);

    assertThat(partitions.drop(Inbox.RAW, monthBefore("2026-12-30T00:00:00Z")))
        .containsExactly("incoming_2026_10");
    assertThat(partitions.drop(Inbox.RAW, monthBefore("2026-12-31T00:00:00Z")))
        .containsExactly("incoming_2026_11");

    assertThat(tables("incoming"))
        .containsExactly("incoming_2026_12", "incoming_2027_01", "incoming_default");
    assertThat(tables("message")).hasSize(5);
  }

  @Test
  void keeps_no_raw_update_longer_than_the_policy_says() {
    partitions.ensure(NOW);
    add(1, Instant.parse("2026-11-05T00:00:00Z"));
    add(2, Instant.parse("2026-11-07T00:00:00Z"));

    partitions.drop(Inbox.RAW, monthBefore("2026-12-06T00:00:00Z"));

    assertThat(count("incoming")).isEqualTo(1);
    assertThat(count("incoming WHERE update_id = 2")).isEqualTo(1);
  }

  private static Instant monthBefore(String now) {
    return Instant.parse(now).minus(Duration.ofDays(30));
  }

  private void add(long id, Instant at) {
    test.jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO incoming (bot_id, update_id, received_at, kind, body)
                VALUES (1, ?, ?, 'message', '')
                """,
                id,
                at));
  }

  private boolean someoneWaits() {
    return count("pg_locks WHERE NOT granted") > 0;
  }

  private long count(String from) {
    return test.jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM " + from).mapTo(Long.class).one());
  }

  private List<String> constraints(String table) {
    return strings("SELECT contype::text FROM pg_constraint WHERE conrelid = ?::regclass", table);
  }

  private List<String> tables(String parent) {
    return strings(
        """
        SELECT inhrelid::regclass::text
        FROM pg_inherits
        WHERE inhparent = ?::regclass
        ORDER BY 1
        """,
        parent);
  }

  private List<String> strings(String sql, String argument) {
    return test.jdbi()
        .withHandle(handle -> handle.select(sql, argument).mapTo(String.class).list());
  }
}
