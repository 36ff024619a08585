package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.load.Traffic;
import berry.testing.Await;
import berry.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two processes on one database, one of which polls while people write. When it ends, dies or
/// freezes, the other goes on: nothing is lost or doubled, and never do both poll for long.
@Tag("scenario")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HandOverTest {

  private static final Form FORM = Form.now();
  private static final Duration SOON = Duration.ofSeconds(30);

  /// What platforms grant a process between SIGTERM and SIGKILL.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final int REPLICAS = 2;

  private final TestDatabase database = TestDatabase.empty();
  private final List<PollingWire> wires = new ArrayList<>();
  private final List<BerryProcess> berries = new ArrayList<>();
  private Stage stage;
  private Traffic load;
  private Trial trial;

  @BeforeAll
  void begin(@TempDir Path folder) {
    stage = new Stage(folder, REPLICAS);
    int telegram = URI.create(stage.telegram().address()).getPort();
    for (int n = 0; n < REPLICAS; n++) {
      wires.add(new PollingWire(telegram));
      berries.add(start(n));
    }
    load = stage.polledLoad(FORM.rate(), database.jdbi());
    trial = new Trial(stage, load, database.jdbi(), FORM);
  }

  @AfterAll
  void end() {
    stage.close();
    wires.forEach(PollingWire::close);
    database.close();
  }

  @BeforeEach
  void write() {
    trial.begin(FORM.rate());
  }

  @AfterEach
  void compare() {
    trial.compare();
    Await.until(SOON, () -> stage.telegram().waiting(stage.bot()) == 0);
    berries.forEach(berry -> assertThat(says(berry, "another program")).isFalse());
  }

  @Test
  void a_poller_that_is_killed_is_replaced() {
    pollersAreReplaced("polling: the poller killed", "KILL", berry -> berry.ended(SOON));
  }

  @Test
  @Tag("long")
  void a_poller_that_is_told_to_end_makes_way_at_once() {
    pollersAreReplaced(
        "polling: the poller ended by SIGTERM",
        "TERM",
        berry -> assertThat(berry.ended(GRACE)).isZero());
  }

  private void pollersAreReplaced(String what, String signal, Consumer<BerryProcess> ends) {
    Figures figures = trial.figures(what);
    for (int n = 0; n < FORM.of(1, 10); n++) {
      int one = poller();
      long before = conflicts();
      figures.lasted(untilOtherPolls(one, signal));

      ends.accept(berries.get(one));
      awaitPolls(other(one), 20);
      assertThat(conflicts()).as("409 heard by anybody").isEqualTo(before);
      berries.set(one, start(one));
      trial.goOn();
    }
  }

  /// A process that is stopped keeps its connections: the kernel answers for it.
  @Test
  @Tag("long")
  void a_frozen_poller_is_replaced_and_does_nothing_more_when_it_thaws() {
    Figures figures = trial.figures("polling: the poller frozen");
    for (int n = 0; n < FORM.of(1, 5); n++) {
      int one = poller();
      long epoch = epoch();
      long before = conflicts();
      try {
        figures.lasted(untilOtherPolls(one, "STOP"));
        trial.goOn();
        assertThat(epoch()).isEqualTo(epoch + 1);
      } finally {
        BerryProcess.signal("CONT", berries.get(one).pid());
      }
      Await.until(SOON, () -> says(berries.get(one), "(epoch " + epoch + ") is lost"));

      // One call may have been begun before the freeze; it ends the other's, which ends it.
      awaitPolls(other(one), 20);
      long polls = wires.get(one).polls();
      long conflicts = conflicts();
      awaitPolls(other(one), 20);
      assertThat(wires.get(one).polls()).as("calls by the one that lost").isEqualTo(polls);
      assertThat(conflicts).as("409 by one freeze").isLessThanOrEqualTo(before + 3);
      assertThat(conflicts()).as("409 later on").isEqualTo(conflicts);
      assertThat(epoch()).isEqualTo(epoch + 1);
      trial.goOn();
    }
  }

  private BerryProcess start(int replica) {
    return stage.startPolling(replica, database.url(), wires.get(replica).api());
  }

  /// Which one polls: while people write, its calls follow each other quickly.
  private int poller() {
    List<Long> before = wires.stream().map(PollingWire::polls).toList();
    Await.until(
        SOON,
        () -> wires.get(0).polls() > before.get(0) + 1 || wires.get(1).polls() > before.get(1) + 1);
    return wires.get(0).polls() > before.get(0) + 1 ? 0 : 1;
  }

  private Duration untilOtherPolls(int replica, String signal) {
    long began = System.nanoTime();
    BerryProcess.signal(signal, berries.get(replica).pid());
    awaitPolls(other(replica), 1);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static int other(int replica) {
    return 1 - replica;
  }

  private void awaitPolls(int replica, int more) {
    long enough = wires.get(replica).polls() + more;
    Await.until(SOON, () -> wires.get(replica).polls() >= enough);
  }

  private long conflicts() {
    return wires.stream().mapToLong(PollingWire::conflicts).sum();
  }

  /// Which taking of the right to poll this is.
  private long epoch() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT epoch FROM lease WHERE name = 'reception'")
                .mapTo(Long.class)
                .one());
  }

  private static boolean says(BerryProcess berry, String words) {
    return berry.out().stream().anyMatch(line -> line.contains(words));
  }
}
