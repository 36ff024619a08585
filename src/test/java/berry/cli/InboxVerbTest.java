package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Environment;
import berry.settings.BotIdentity;
import berry.settings.BotIdentity.Bot;
import berry.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `berry inbox`, run as the shell runs it.
final class InboxVerbTest {

  private static final String CANARY = "nobody else may read this";

  @TempDir private Path folder;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  InboxVerbTest() {
    new BotIdentity(database.database()).claim(new Bot(77, "berry_bot", false));
  }

  @Test
  void says_that_nothing_is_set_aside() {
    assertThat(run("inbox list")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualTo("Nothing is set aside.\n");

    assertThat(run("inbox retry --id 4")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualTo("Update 4 is not set aside.\n");
  }

  @Test
  void lists_what_is_set_aside_without_a_word_of_it() {
    aside(812, "{\"update_id\":812,\"message\":{\"text\":\"" + CANARY, "not JSON");

    assertThat(run("inbox list")).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("812", "unreadable", "not JSON").doesNotContain(CANARY);

    assertThat(run("inbox list --json")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"updateId\" : 812", "\"receivedAt\"", "\"reason\"");
    assertThat(out.toString()).doesNotContain(CANARY);
  }

  @Test
  void tells_which_would_be_taken_in_and_then_takes_them_in() {
    aside(812, "{\"update_id\":812,", "not JSON");
    aside(813, "{\"update_id\":813,\"message\":{\"message_id\":1,\"chat\":{\"id\":5}}}", "old");

    assertThat(run("inbox retry --dry-run")).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("1 of 2 would be taken in.", "stays set aside: not JSON");
    assertThat(messages()).isZero();

    assertThat(run("inbox retry")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("813", "stored", "1 of 2 were taken in.");
    assertThat(messages()).isEqualTo(1);

    assertThat(run("inbox retry --json")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"state\" : \"quarantined\"").doesNotContain("813");
  }

  @Test
  void is_pointed_to_by_status_and_doctor() {
    aside(812, "{", "not JSON");

    assertThat(run("status")).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).containsPattern("quarantined +1; berry inbox list");

    run("doctor");
    assertThat(out.toString()).contains("1 updates are kept raw only", "berry inbox retry");
  }

  @Test
  void counts_ids_that_never_came_as_information() {
    for (long id : new long[] {5, 6, 9, 500_000_000}) {
      database
          .jdbi()
          .useHandle(handle ->
              handle.execute("INSERT INTO update_seen (bot_id, update_id) VALUES (77, ?)", id));
    }

    run("doctor");

    assertThat(out.toString())
        .contains("of the newest 6 update ids 2 never came (information")
        .doesNotContain("lost");
  }

  /// Two numbers for one thing would send their reader after a loss that is none: ids of another
  /// bot, or some that came before yesterday, count in both or in neither.
  @Test
  void status_and_doctor_count_the_same() {
    aside(812, "{", "not JSON");
    seen(77, 5, "3 days");
    seen(77, 9, "2 days");
    seen(77, 11, "1 min");
    seen(78, 1_000, "1 min");
    seen(78, 1_009, "1 min");

    run("doctor");
    assertThat(out.toString())
        .contains("1 updates are kept raw only", "of the newest 7 update ids 4 never came");

    run("status --json");
    assertThat(out.toString()).contains("\"quarantined\" : 1", "\"unseenIds\" : 4");
  }

  private void seen(long bot, long id, String ago) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "INSERT INTO update_seen (bot_id, update_id, seen_at)"
                    + " VALUES (?, ?, clock_timestamp() - ?::interval)",
                bot,
                id,
                ago));
  }

  private void aside(long id, String body, String reason) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "INSERT INTO incoming (bot_id, update_id, received_at, kind, state, reason, body)"
                    + " VALUES (77, ?, clock_timestamp(), 'unreadable', 'quarantined', ?, ?)",
                id,
                reason,
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private int messages() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("SELECT count(*) FROM message").mapTo(Integer.class).one());
  }

  private int run(String line) {
    out = new StringWriter();
    err = new StringWriter();
    var environment = new Environment(Map.of("DATABASE_URL", database.url(), "PORT", "1"), folder);
    return new Cli(environment, Clock.systemUTC(), new NoEngine(), "test")
        .run(line.split(" ", -1), new PrintWriter(out), new PrintWriter(err));
  }
}
