package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Database;
import berry.load.Letter;
import berry.load.Load;
import berry.testing.Await;
import berry.testing.BreakableServer;
import berry.testing.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two replicas take updates in while something breaks. After each fault: everything acknowledged
/// is stored, once; everything is acknowledged in the end; each command has one answer; and updates
/// are taken in as fast as before, without a hand.
@Tag("scenario")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultsUnderLoadTest {

  private static final Form FORM = Form.now();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int REPLICAS = 2;

  private final List<FaultProxy> wires = new ArrayList<>();
  private final List<BerryProcess> berries = new ArrayList<>();
  private BreakableServer server;
  private Database database;
  private Stage stage;
  private Load load;
  private Trial trial;

  @BeforeAll
  void begin(@TempDir Path folder) {
    server = BreakableServer.start(folder);
    database = Database.open(server.address(), 2);
    stage = new Stage(folder, REPLICAS);
    for (int n = 0; n < REPLICAS; n++) {
      wires.add(new FaultProxy(server.port()));
      berries.add(start(n));
    }
    load = stage.load(FORM.rate());
    trial = new Trial(stage, load, database.jdbi(), FORM);
  }

  @AfterAll
  void end() {
    stage.close();
    wires.forEach(FaultProxy::close);
    database.close();
    server.close();
  }

  @BeforeEach
  void write() {
    trial.begin(2 * FORM.rate());
  }

  @AfterEach
  void compare() {
    wires.forEach(FaultProxy::heal);
    trial.compare();
  }

  @Test
  void one_replica_is_killed() {
    Figures figures = trial.figures("one of two replicas killed");
    for (int n = 0; n < FORM.of(2, 10); n++) {
      int one = n % REPLICAS;
      berries.get(one).kill();
      awaitRefusals(1);
      berries.set(one, start(one));
      figures.repaired();
      trial.goOn();
    }
  }

  @Test
  @Tag("long")
  void all_replicas_are_killed() {
    Figures figures = trial.figures("all replicas killed");
    for (int n = 0; n < FORM.of(1, 10); n++) {
      berries.forEach(BerryProcess::kill);
      awaitRefusals(100);
      for (int one = 0; one < REPLICAS; one++) {
        berries.set(one, start(one));
      }
      figures.repaired();
      trial.goOn();
    }
  }

  @Test
  void postgresql_is_killed() {
    Figures figures = trial.figures("PostgreSQL killed");
    for (int n = 0; n < FORM.of(2, 10); n++) {
      server.kill();
      awaitRefusals(FORM.of(500, 4_000));
      server.startAgain();
      figures.repaired();
      trial.goOn();
    }
  }

  @Test
  @Tag("long")
  void postgresql_is_frozen() {
    Figures figures = trial.figures("PostgreSQL frozen");
    for (int n = 0; n < FORM.of(1, 5); n++) {
      load.history().takeLongest();
      server.freeze();
      try {
        awaitRefusals(FORM.of(100, 1_000));
      } finally {
        server.thaw();
      }
      assertThat(load.history().takeLongest())
          .as("the longest wait for a 503, which is to come after 2.5 s")
          .isLessThan(Duration.ofSeconds(10));
      berries.forEach(berry -> assertThat(threads(berry)).isLessThan(100));
      figures.repaired();
      trial.goOn();
    }
  }

  @Test
  @Tag("long")
  void connections_to_the_database_are_reset() {
    Figures figures = trial.figures("database connections reset");
    for (int n = 0; n < FORM.of(2, 10); n++) {
      wires.forEach(FaultProxy::reset);
      figures.repaired();
      trial.goOn();
    }
  }

  @Test
  @Tag("long")
  void the_database_is_out_of_reach() {
    Figures figures = trial.figures("database out of reach");
    for (int n = 0; n < FORM.of(1, 5); n++) {
      wires.forEach(FaultProxy::cut);
      awaitRefusals(FORM.of(1_000, 4_000));
      wires.forEach(FaultProxy::heal);
      figures.repaired();
      trial.goOn();
    }
  }

  @Test
  @Tag("long")
  void the_network_forgets_connections_to_the_database() {
    Figures figures = trial.figures("database connections forgotten by the network");
    for (int n = 0; n < FORM.of(1, 5); n++) {
      wires.forEach(FaultProxy::forget);
      figures.repaired();
      trial.goOn();
    }
  }

  @Test
  void commits_break_off() {
    Figures figures = trial.figures("connection broken in the middle of COMMIT");
    for (FaultProxy.Fate fate : List.of(FaultProxy.Fate.LOST, FaultProxy.Fate.UNANSWERED)) {
      AtomicInteger left = new AtomicInteger(FORM.of(10, 30));
      for (FaultProxy wire : wires) {
        wire.trap(piece ->
            Pieces.firstCommit(piece) && left.getAndDecrement() > 0 ? fate : FaultProxy.Fate.PASS);
      }
      // The first commit of each new connection breaks, and so makes the next one new.
      wires.forEach(FaultProxy::reset);
      Await.until(SOON, () -> left.get() <= 0);
      wires.forEach(FaultProxy::heal);
      figures.repaired();
    }
  }

  @Test
  void the_same_update_comes_ten_times_at_once_to_both() {
    ScenarioFixture fixture = stage.town(1);
    String session = fixture.opens(Stage.VIEWER);
    try (Listening phone = new Listening(fixture, session, null)) {
      for (int n = 1; n <= FORM.of(5, 50); n++) {
        int events = n;
        load.together(stage.letter(Letter.Kind.MESSAGE, "Only once " + n), 10);
        Await.until(SOON, () -> phone.count("me") >= events);
        assertThat(phone.count("me")).as("events to the viewer").isEqualTo(events);
      }
    }
    load.together(stage.letter(Letter.Kind.COMMAND, "/help"), 10);
    fixture.heard(Stage.VIEWER, items -> items.size() == 1);
  }

  @Test
  void strangers_are_refused_before_their_body_is_read() {
    long refused = load.history().refusals();
    Strangers strangers = new Strangers(URI.create(stage.address(0)).getPort());

    for (int n = 0; n < FORM.of(200, 5_000); n++) {
      // They promise a body and never send it: whoever waits for it does not answer.
      assertThat(strangers.knock(null)).isEqualTo(401);
      assertThat(strangers.knock("a guess")).isEqualTo(401);
    }

    assertThat(load.history().refusals()).as("of Telegram's own").isEqualTo(refused);
  }

  private void awaitRefusals(int more) {
    long enough = load.history().refusals() + more;
    Await.until(Duration.ofMinutes(1), () -> load.history().refusals() >= enough);
  }

  private BerryProcess start(int replica) {
    return stage.start(replica, server.url(wires.get(replica).port()));
  }

  private static long threads(BerryProcess berry) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + berry.pid() + "/task"))) {
      return tasks.count();
    } catch (IOException e) {
      throw new AssertionError("no threads to count", e);
    }
  }
}
