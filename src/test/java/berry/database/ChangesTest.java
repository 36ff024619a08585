package berry.database;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Changes.Change;
import berry.testing.Await;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two replicas on one database.
@Tag("sql")
final class ChangesTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final TestDatabase test = TestDatabase.fresh();
  private final Database otherPool = Database.open(test.address(), 2);
  private final Changes here = new Changes(test.database(), test.address());
  private final Changes there = new Changes(otherPool, test.address());

  private final List<Long> heardHere = new CopyOnWriteArrayList<>();
  private final List<Long> heardThere = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start_both() {
    here.subscribe(changes -> changes.forEach(one -> heardHere.add(one.id())));
    there.subscribe(changes -> changes.forEach(one -> heardThere.add(one.id())));
    here.start();
    there.start();
    Await.until(SOON, () -> here.notified() && there.notified());
  }

  @AfterEach
  void close_in_reverse() {
    there.close();
    here.close();
    otherPool.close();
    test.close();
  }

  @Test
  void goes_on_after_a_listener_that_fails() {
    here.subscribe(changes -> {
      throw new IllegalStateException("a listener's own fault, meant to be logged once here");
    });
    List<Change> heard = new CopyOnWriteArrayList<>();
    here.subscribe(heard::addAll);

    long first = write();
    long second = write();

    Await.until(SOON, () -> heard.stream().map(Change::id).toList().equals(List.of(first, second)));
  }

  @Test
  void finds_the_listening_connection_again_when_it_is_cut() {
    cutListeners();
    Await.until(SOON, () -> !there.notified() || listeners() == 2);
    Await.until(SOON, () -> here.notified() && there.notified());

    long id = write();

    Await.until(SOON, () -> heardThere.contains(id));
  }

  @Test
  void delivers_what_was_written_while_nobody_could_listen() {
    cutListeners();
    long id = write();

    Await.until(SOON, () -> heardThere.contains(id));
    assertThat(heardThere).containsOnlyOnce(id);
  }

  @Test
  void delivers_a_lower_id_that_is_committed_later() {
    AtomicLong early = new AtomicLong();
    long late =
        here.inTransaction((slow, news) -> {
          news.tell(Topic.MESSAGE, Subject.nobody());
          // Elsewhere: here it would be in the same transaction.
          early.set(supplyAsync(this::write, Thread::startVirtualThread).join());
          Await.until(SOON, () -> heardHere.size() == 1 && heardThere.size() == 1);
          return lastId(slow);
        });

    Await.until(SOON, () -> heardHere.contains(late) && heardThere.contains(late));
    assertThat(heardThere).containsExactly(early.get(), late);
  }

  @Test
  void delivers_each_change_once_and_everywhere_while_many_write() throws InterruptedException {
    List<Long> written = new CopyOnWriteArrayList<>();
    List<Thread> writers = new ArrayList<>();
    for (Changes replica : List.of(here, there, here)) {
      writers.add(
          Thread.startVirtualThread(() -> {
            for (int n = 0; n < 100; n++) {
              written.add(write(replica));
            }
          }));
    }
    for (Thread writer : writers) {
      writer.join();
    }

    Await.until(SOON, () -> heardHere.size() >= 300 && heardThere.size() >= 300);
    assertThat(heardHere).containsExactlyInAnyOrderElementsOf(written);
    assertThat(heardThere).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void tells_its_own_process_within_milliseconds() throws InterruptedException {
    BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    here.subscribe(changes -> changes.forEach(one -> heard.add(one.id())));
    List<Long> millis = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      long id = write();
      long start = System.nanoTime();
      // Whoever looked again and again would take the time of the one that tells.
      assertThat(heard.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(id);
      millis.add((System.nanoTime() - start) / 1_000_000);
    }

    millis.sort(null);
    assertThat(millis.get(25)).as("median of %s ms", millis).isLessThan(20);
  }

  @Test
  void carries_everything_a_listener_needs() {
    List<Change> heard = new CopyOnWriteArrayList<>();
    here.subscribe(heard::addAll);

    here.useTransaction(
        (transaction, news) -> news.tell(Topic.OUTGOING, Subject.both(5L, -100L).ref("77")));

    Await.until(SOON, () -> !heard.isEmpty());
    Change one = heard.getFirst();
    assertThat(one.topic()).isEqualTo(Topic.OUTGOING);
    assertThat(one.personId()).isEqualTo(5L);
    assertThat(one.chatId()).isEqualTo(-100L);
    assertThat(one.ref()).isEqualTo("77");
    assertThat(one.receivedAt()).isNull();
  }

  /// During an update it runs beside this one.
  @Test
  void passes_on_what_a_newer_replica_calls_by_a_word_of_its_own() {
    List<Change> heard = new CopyOnWriteArrayList<>();
    there.subscribe(heard::addAll);

    run("INSERT INTO change (topic, person_id) VALUES ('poll', 5)");
    here.wroteInBatch();

    Await.until(SOON, () -> !heard.isEmpty());
    assertThat(heard).extracting(Change::topic).containsExactly(Topic.OTHER);
    assertThat(heard).extracting(Change::personId).containsExactly(5L);
  }

  @Test
  void tells_of_each_of_those_that_were_written_together() {
    List<Change> heard = new CopyOnWriteArrayList<>();
    there.subscribe(heard::addAll);

    run(
        """
        INSERT INTO change (topic, person_ids, chat_ids, received_at)
        VALUES ('message', '{1, NULL, 3}', '{-1, -2, -3}', 'epoch')
        """);
    here.wroteInBatch();

    Await.until(SOON, () -> heard.size() >= 3);
    assertThat(heard).extracting(Change::personId).containsExactly(1L, null, 3L);
    assertThat(heard).extracting(Change::chatId).containsExactly(-1L, -2L, -3L);
    assertThat(heard).extracting(Change::receivedAt).containsOnly(Instant.EPOCH);
    assertThat(heard).extracting(Change::id).containsOnly(here.newest());
    assertThat(here.since(here.newest(), 2)).hasSize(3);
  }

  @Test
  void resumes_from_five_seconds_before_an_id() {
    long old = write();
    age(old, "1 minute");
    long before = write();
    long last = write();
    long next = write();

    assertThat(here.since(last, 100)).extracting(Change::id).containsExactly(before, last, next);
  }

  @Test
  void does_not_reach_back_to_what_was_pruned() {
    assertThat(here.reaches(0)).isTrue();
    assertThat(here.reaches(1)).isFalse();
    long old = write();
    long alsoOld = write();
    long young = write();
    age(old, "25 hours");
    age(alsoOld, "25 hours");

    assertThat(here.prune()).isEqualTo(2);

    assertThat(here.reaches(old)).isFalse();
    assertThat(here.reaches(alsoOld)).isTrue(); // everything after it is there
    assertThat(here.reaches(young)).isTrue();
    assertThat(here.reaches(young + 1)).isFalse();
    assertThat(here.newest()).isEqualTo(young);
  }

  @Test
  void keeps_its_place_over_a_quiet_day() {
    long old = write();
    age(old, "25 hours");

    assertThat(here.prune()).isZero();
    assertThat(here.reaches(old)).isTrue();
  }

  @Test
  void a_closed_subscription_hears_nothing() {
    List<Change> heard = new CopyOnWriteArrayList<>();
    here.subscribe(heard::addAll).close();

    long id = write();

    Await.until(SOON, () -> heardHere.contains(id));
    assertThat(heard).isEmpty();
  }

  private long write() {
    return write(here);
  }

  private static long write(Changes replica) {
    return replica.inTransaction((transaction, news) -> {
      news.tell(Topic.MESSAGE, Subject.nobody());
      return lastId(transaction);
    });
  }

  private static long lastId(Handle handle) {
    return handle
        .createQuery("SELECT currval(pg_get_serial_sequence('change', 'id'))")
        .mapTo(Long.class)
        .one();
  }

  private void run(String sql) {
    test.jdbi().useHandle(handle -> handle.execute(sql));
  }

  private void age(long id, String interval) {
    test.jdbi()
        .useHandle(handle ->
            handle.execute("UPDATE change SET at = at - ?::interval WHERE id = ?", interval, id));
  }

  private void cutListeners() {
    run("SELECT pg_terminate_backend(pid) " + LISTENERS);
  }

  private long listeners() {
    return test.jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) " + LISTENERS).mapTo(Long.class).one());
  }

  private static final String LISTENERS =
      """
      FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN %'
      """;
}
