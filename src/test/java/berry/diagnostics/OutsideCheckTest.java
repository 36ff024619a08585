package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Configuration;
import berry.config.Environment;
import berry.config.Scope;
import berry.database.Address;
import berry.diagnostics.Finding.Level;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutsideCheckTest {

  private static final Map<String, String> REAL =
      Map.of("BOT_TOKEN", "77:AAcanarycanarycanary", "ESCALATION_SECRET", "a-long-and-random-word");
  private static final String EVERYTHING =
      """
      escalation:
        webhook: https://hooks.example.org/services/canary
        mail: smtp://ann@mail.example.org
        deadMan: https://hc.example.org/ping/canary
      """;

  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void says_that_nobody_watches_and_that_nobody_is_told_while_telegram_is_away() throws Exception {
    List<Finding> findings = check(REAL, null).look();

    assertThat(findings).extracting(Finding::level).containsExactly(Level.WARN, Level.WARN);
    assertThat(findings.getFirst().why()).contains("nobody watches Berry from outside");
    assertThat(findings.getLast().why()).contains("while Telegram is away");
  }

  @Test
  void leaves_the_sandbox_in_peace() throws Exception {
    assertThat(check(Map.of(), null).look()).extracting(Finding::level).containsExactly(Level.OK);
  }

  @Test
  void asks_for_a_test_of_what_was_never_tried() throws Exception {
    rules(EVERYTHING);
    try (TestDatabase database = TestDatabase.fresh()) {
      assertThat(check(REAL, database.address()).look())
          .allMatch(one -> one.level() == Level.WARN)
          .extracting(Finding::why)
          .containsExactly(
              "webhook at hooks.example.org was never tried",
              "mail at mail.example.org was never tried",
              "deadMan at hc.example.org was never told that Berry lives");
    }
  }

  @Test
  void says_how_each_went_last_and_how_long_ago() throws Exception {
    rules(EVERYTHING);
    try (TestDatabase database = TestDatabase.fresh()) {
      note(database, "webhook", "2026-02-20T12:00:00Z", true, null);
      note(database, "mail", "2026-03-02T09:00:00Z", false, "'\"nobody listens there\"'");
      note(database, "deadMan", "2026-03-02T11:59:30Z", true, null);

      List<Finding> findings = check(REAL, database.address()).look();

      assertThat(findings)
          .extracting(Finding::why)
          .containsExactly(
              "webhook at hooks.example.org took it 10 d ago",
              "mail at mail.example.org failed 3 h ago: nobody listens there",
              "deadMan at hc.example.org was told 30 s ago");
      assertThat(findings)
          .extracting(Finding::level)
          .containsExactly(Level.OK, Level.FAIL, Level.OK);

      clock.pass(Duration.ofMinutes(10));
      assertThat(check(REAL, database.address()).look().getLast())
          .returns(Level.WARN, Finding::level)
          .returns("deadMan at hc.example.org was last told 10 min ago", Finding::why);
    }
  }

  @Test
  void is_no_alarm_while_berry_does_not_run() throws Exception {
    rules(EVERYTHING);

    assertThat(check(REAL, null).look()).extracting(Finding::level).containsExactly(Level.OK);
    assertThat(check(REAL, new Address("jdbc:postgresql://127.0.0.1:1/x", "x", "")).look())
        .extracting(Finding::level)
        .containsExactly(Level.OK);
  }

  private OutsideCheck check(Map<String, String> variables, @Nullable Address everyday) {
    Configuration configuration =
        Configuration.load(Scope.ALL, new Environment(variables, folder), Map.of());
    return new OutsideCheck(configuration, everyday, clock);
  }

  private void rules(String text) throws IOException {
    Files.writeString(folder.resolve("berry.yaml"), text);
  }

  private static void note(
      TestDatabase database, String id, String at, boolean ok, @Nullable String why) {
    database.run(
        """
        INSERT INTO setting (name, value)
        VALUES ('escalation.channel.%s', jsonb_build_object('at', '%s', 'ok', %s, 'why', %s::jsonb))
        """
            .formatted(id, at, ok, why));
  }
}
