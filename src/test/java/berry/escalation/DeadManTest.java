package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Address;
import berry.database.Changes;
import berry.database.Lease;
import berry.settings.Settings;
import berry.testing.Await;
import berry.testing.FaultProxy;
import berry.testing.HttpFake;
import berry.testing.MovableClock;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Slow("waits for a lease to be lost")
final class DeadManTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final Settings settings = new Settings(database.database(), changes);
  private final ChannelNotes notes = new ChannelNotes(settings);
  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final HttpFake outside = new HttpFake(this::hear);
  private final DeadMan one = deadMan(database.address(), PATIENCE);
  private final DeadMan other = deadMan(database.address(), PATIENCE);

  private volatile int answers = 200;
  private volatile boolean well = true;
  private volatile boolean broken;

  @AfterEach
  void close() {
    one.close();
    other.close();
    outside.close();
    notes.close();
    changes.close();
    database.close();
  }

  @Test
  void says_once_that_it_began_and_every_minute_that_it_lives() {
    one.turn();
    assertThat(heard).containsExactly("/ping/berry/start", "/ping/berry");

    clock.pass(Duration.ofSeconds(59));
    one.turn();
    assertThat(heard).hasSize(2);

    clock.pass(Duration.ofSeconds(1));
    one.turn();
    one.turn();
    assertThat(heard).containsExactly("/ping/berry/start", "/ping/berry", "/ping/berry");
  }

  @Test
  void says_so_when_it_is_not_well() {
    well = false;
    one.turn();
    clock.pass(MINUTE);
    well = true;
    one.turn();

    assertThat(heard).containsExactly("/ping/berry/start", "/ping/berry/fail", "/ping/berry");
  }

  @Test
  void is_not_well_when_nobody_can_tell() {
    broken = true;
    one.turn();

    assertThat(heard).endsWith("/ping/berry/fail");
  }

  @Test
  void one_replica_does_it_and_another_takes_over_at_once() {
    one.turn();
    other.turn();
    assertThat(heard).hasSize(2);

    one.close();
    other.turn();
    assertThat(heard)
        .containsExactly("/ping/berry/start", "/ping/berry", "/ping/berry/start", "/ping/berry");
  }

  @Test
  void the_one_that_did_it_says_fail_while_the_database_is_away() throws Exception {
    try (FaultProxy proxy = new FaultProxy(database.port());
        DeadMan leads = deadMan(database.addressThrough(proxy.port()), PATIENCE);
        DeadMan waits = deadMan(database.addressThrough(proxy.port()), PATIENCE)) {
      leads.turn();
      waits.turn();
      heard.clear();

      proxy.cut();
      Await.until(
          PATIENCE,
          () -> {
            clock.pass(MINUTE);
            leads.turn();
            return heard.contains("/ping/berry/fail");
          });
      heard.clear();
      waits.turn();
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void begins_without_the_database_only_once_it_is_there() {
    try (DeadMan lost =
        deadMan(new Address("jdbc:postgresql://127.0.0.1:1/x", "x", ""), PATIENCE)) {
      lost.turn();
    }

    assertThat(heard).isEmpty();
  }

  @Test
  void remembers_how_the_last_ping_went() {
    one.turn();
    assertThat(one.last()).hasValue(new LastUse(clock.instant(), true, null));

    answers = 500;
    clock.pass(MINUTE);
    one.turn();
    assertThat(one.last()).hasValue(new LastUse(clock.instant(), false, "it answers 500"));
  }

  @Test
  void shows_its_last_ping_on_every_replica() {
    one.turn();

    try (ChannelNotes elsewhere = new ChannelNotes(settings)) {
      Await.holds(
          PATIENCE,
          () ->
              assertThat(elsewhere.last(DeadMan.ID))
                  .hasValue(new LastUse(clock.instant(), true, null)));
    }
  }

  @Test
  void a_service_that_knows_no_start_is_told_that_we_live_all_the_same() {
    answers = 404;
    one.turn();
    answers = 200;
    clock.pass(MINUTE);
    one.turn();

    assertThat(heard).containsExactly("/ping/berry/start", "/ping/berry", "/ping/berry");
    assertThat(one.last()).map(LastUse::ok).hasValue(true);
  }

  @Test
  void waits_only_so_long_for_the_other_side() {
    try (HttpFake silent = new HttpFake(exchange -> HttpFake.hang());
        DeadMan impatient =
            new DeadMan(
                URI.create(silent.url() + "/x"),
                () -> new Wellness(true),
                new Lease(database.address(), "another"),
                notes,
                clock,
                Duration.ofMillis(200))) {
      impatient.turn();

      assertThat(impatient.last()).map(LastUse::why).hasValue("no answer within 200 ms");
    }
  }

  @Test
  void an_end_of_this_process_is_no_fault_of_the_other_side() {
    one.turn();
    CountDownLatch asked = new CountDownLatch(1);
    try (HttpFake silent =
            new HttpFake(exchange -> {
              asked.countDown();
              HttpFake.hang();
            });
        DeadMan ending =
            new DeadMan(
                URI.create(silent.url() + "/x"),
                () -> new Wellness(true),
                new Lease(database.address(), "another"),
                notes,
                clock,
                PATIENCE)) {
      ending.start();
      assertThat(HttpFake.await(asked)).isTrue();
    }

    assertThat(one.last()).map(LastUse::ok).hasValue(true);
  }

  @Test
  void logs_trouble_once_and_its_end_once() {
    Logger log = (Logger) LoggerFactory.getLogger(DeadMan.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.INFO);
    try {
      answers = 500;
      minutes(3);
      answers = 200;
      minutes(2);
    } finally {
      log.setLevel(null);
      log.detachAppender(lines);
    }

    assertThat(lines.list.stream().filter(line -> line.getThreadName().equals(here())))
        .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
        .containsExactly(
            "WARN The dead-man address at 127.0.0.1 was not told: it answers 500; it is tried"
                + " again every minute",
            "INFO The dead-man address at 127.0.0.1 is told again");
  }

  @Test
  void goes_on_when_the_clock_is_set_back() {
    one.turn();
    clock.set(Instant.parse("2026-03-01T12:00:00Z"));
    one.turn();

    assertThat(heard).hasSize(3);
  }

  @Test
  void pings_by_itself_once_started() {
    one.start();

    Await.until(PATIENCE, () -> heard.contains("/ping/berry"));
  }

  private void minutes(int many) {
    for (int minute = 0; minute < many; minute++) {
      one.turn();
      clock.pass(MINUTE);
    }
  }

  private static String here() {
    return Thread.currentThread().getName();
  }

  private DeadMan deadMan(Address address, Duration patience) {
    return new DeadMan(
        URI.create(outside.url() + "/ping/berry"),
        () -> {
          if (broken) {
            throw new IllegalStateException("the database does not answer");
          }
          return new Wellness(well);
        },
        new Lease(address, "dead-man"),
        notes,
        clock,
        patience);
  }

  private void hear(HttpExchange exchange) throws IOException {
    heard.add(exchange.getRequestURI().toString());
    HttpFake.answer(exchange, answers, "");
  }
}
