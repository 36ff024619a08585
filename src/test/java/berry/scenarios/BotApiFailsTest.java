package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.load.Load;
import berry.testing.Await;
import berry.testing.FaultProxy;
import berry.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The Bot API refuses, fails, hangs or is away while people write. Updates are taken in all the
/// same; answers come later, in order, none twice, and what may have arrived is called unknown.
@Tag("scenario")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BotApiFailsTest {

  private static final Form FORM = Form.now();
  private static final Duration SOON = Duration.ofSeconds(60);

  /// Calls that may be under way when a fault begins.
  private static final int UNDER_WAY = 16;

  private final TestDatabase database = TestDatabase.empty();
  private FaultProxy wire;
  private Stage stage;
  private Telegram telegram;
  private Load load;
  private Trial trial;
  private long unknownBefore;

  @BeforeAll
  void begin(@TempDir Path folder) {
    stage = new Stage(folder, 1);
    telegram = stage.telegram();
    wire = new FaultProxy(URI.create(telegram.address()).getPort());
    stage.start(0, database.url(), "http://127.0.0.1:" + wire.port() + "/sandbox");
    load = stage.load(FORM.rate());
    trial = new Trial(stage, load, database.jdbi(), FORM);
  }

  @AfterAll
  void end() {
    stage.close();
    wire.close();
    database.close();
  }

  @BeforeEach
  void write() {
    trial.begin(FORM.rate());
    unknownBefore = unknown();
  }

  @AfterEach
  void compare() {
    wire.heal();
    telegram.heal();
    load.drain(SOON);
    assertThat(load.history().refusals()).as("taking in needs no Bot API").isZero();
    trial.compare();
  }

  @Test
  @Tag("long")
  void asks_to_slow_down() {
    Figures figures = trial.figures("Bot API answers 429");
    long before = troubled();
    telegram.fault(Map.of("method", "*", "errorCode", 429, "retryAfter", 2, "times", 1_000));
    fails(before);
    telegram.heal();
    figures.repaired();
    assertThat(unknown()).isEqualTo(unknownBefore);
  }

  /// Of a 500 nobody can say whether the message was sent (decision 010); 503 says that it was not.
  @Test
  void fails_with_503() {
    Figures figures = trial.figures("Bot API answers 503");
    long before = troubled();
    telegram.fault(Map.of("method", "*", "errorCode", 503, "times", 1_000, "html", true));
    fails(before);
    telegram.heal();
    figures.repaired();
    assertThat(unknown()).isEqualTo(unknownBefore);
  }

  @Test
  @Tag("long")
  void carries_calls_out_and_does_not_answer() {
    Figures figures = trial.figures("Bot API hangs");
    telegram.fault(
        Map.of(
            "method", "sendMessage", "when", "after", "delayMs", 120_000, "times", FORM.of(3, 12)));
    Await.until(SOON, () -> number("SELECT count(*) FROM outgoing WHERE state = 'sending'") >= 3);
    if (FORM == Form.SHORT) {
      // The long form waits until Berry's own patience of 20 s ends.
      wire.reset();
    }
    Await.until(SOON, () -> unknown() >= unknownBefore + FORM.of(1, 12));
    telegram.heal();
    figures.repaired();
  }

  @Test
  @Tag("long")
  void is_away() {
    Figures figures = trial.figures("Bot API away");
    long before = troubled();
    wire.cut();
    fails(before);
    wire.heal();
    figures.repaired();
  }

  /// Waits while it fails; counts how often Berry tries. What was called before the fault began
  /// does not count, and on a slow machine the time is what it was.
  private void fails(long troubledBefore) {
    long began = System.nanoTime();
    long before = attempts();
    Duration least = Duration.ofSeconds(FORM.of(6, 60));
    Await.until(
        SOON.plus(least),
        () -> System.nanoTime() - began > least.toNanos() && troubled() > troubledBefore);
    long tries = attempts() - before;
    long seconds = 1 + Duration.ofNanos(System.nanoTime() - began).toSeconds();
    assertThat(tries)
        .as("calls in " + seconds + " s of failures, less than one a second after the first")
        .isLessThanOrEqualTo(UNDER_WAY + seconds);
  }

  /// What a failed call left behind. Two that were under way when the fault began are enough for
  /// Berry to begin no other, so that calls alone would not tell.
  private long troubled() {
    return number(
        """
        SELECT count(*)
        FROM outgoing
        WHERE state = 'unknown'
          OR (state = 'queued' AND reason IS NOT NULL)
        """);
  }

  /// What became too late is claimed once more and not sent: that is no call.
  private long attempts() {
    return number(
        """
        SELECT coalesce(sum(attempts), 0) - count(*) FILTER (WHERE reason = 'too_late')
        FROM outgoing
        """);
  }

  private long unknown() {
    return number("SELECT count(*) FROM outgoing WHERE state = 'unknown'");
  }

  private long number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
