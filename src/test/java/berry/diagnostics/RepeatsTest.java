package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Await;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class RepeatsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final LoggerContext context = new LoggerContext();
  private final Paper paper = new Paper(context);
  private Repeats repeats = repeats(Duration.ofMinutes(1));

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void tells_the_number_when_the_minute_is_over() {
    for (int second = 0; second < 60; second++) {
      say(Level.WARN, "Job {} failed", NOON.plusSeconds(second));
    }
    assertThat(paper.lines).hasSize(10);

    say(Level.WARN, "Job {} failed", NOON.plusSeconds(60));

    assertThat(paper.lines)
        .hasSize(12)
        .endsWith("WARN … and 50 more like it in 59 s: Job {} failed", "WARN Job {} failed");
  }

  @Test
  void tells_the_number_by_itself_when_nothing_more_comes() {
    repeats = repeats(Duration.ofMillis(50));

    for (int times = 0; times < 12; times++) {
      say(Level.WARN, "Job {} failed", NOON);
    }

    Await.until(Duration.ofSeconds(10), () -> paper.lines.size() == 11);
    assertThat(paper.lines).endsWith("WARN … and 2 more like it in 1 s: Job {} failed");
  }

  @Test
  void tells_the_number_when_the_log_ends() {
    for (int times = 0; times < 4_221; times++) {
      say(Level.WARN, "Job {} failed", NOON);
    }

    repeats.stop();

    assertThat(paper.lines)
        .hasSize(11)
        .endsWith("WARN … and 4,211 more like it in 1 s: Job {} failed");
  }

  @Test
  void writes_what_is_rare_as_it_is() {
    for (int minute = 0; minute < 100; minute++) {
      say(Level.INFO, "Caught up", NOON.plusSeconds(60L * minute));
    }
    repeats.stop();

    assertThat(paper.lines).hasSize(100).containsOnly("INFO Caught up");
  }

  @Test
  void hides_no_message_behind_another() {
    for (int times = 0; times < 1_000; times++) {
      say(Level.WARN, "Loud", NOON);
    }

    say(Level.WARN, "Quiet", NOON);
    say(Level.ERROR, "Loud", NOON);

    assertThat(paper.lines).endsWith("WARN Quiet", "ERROR Loud");
  }

  @Test
  void bounds_messages_that_are_new_each_time() {
    for (int times = 0; times < 100_000; times++) {
      say(Level.WARN, "Stranger " + times, NOON);
    }
    repeats.stop();

    assertThat(paper.lines).hasSize(101).endsWith("WARN … and 99,900 others from here in 1 s");
  }

  @Test
  void begins_anew_when_the_clock_was_set_back() {
    for (int times = 0; times < 20; times++) {
      say(Level.WARN, "Job {} failed", NOON);
    }

    say(Level.WARN, "Job {} failed", NOON.minusSeconds(3_600));

    assertThat(paper.lines).hasSize(12).endsWith("WARN Job {} failed");
  }

  @Test
  void names_no_update_beside_a_number() {
    try (var update = MDC.putCloseable("update", "812")) {
      for (int times = 0; times < 11; times++) {
        say(Level.WARN, "Job {} failed", NOON);
      }
      repeats.stop();
    }

    assertThat(paper.circumstances).endsWith("{}");
  }

  private Repeats repeats(Duration span) {
    Repeats begun = new Repeats(context, span).before(paper);
    begun.start();
    return begun;
  }

  private void say(Level level, String pattern, Instant when) {
    Logger logger = context.getLogger("berry.database.Jobs");
    LoggingEvent event = new LoggingEvent("test", logger, level, pattern, null, null);
    event.setInstant(when);
    repeats.doAppend(event);
  }

  private static final class Paper extends AppenderBase<ILoggingEvent> {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> circumstances = new CopyOnWriteArrayList<>();

    Paper(LoggerContext context) {
      setContext(context);
      start();
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getLevel() + " " + event.getFormattedMessage());
      circumstances.add(event.getMDCPropertyMap().toString());
    }
  }
}
