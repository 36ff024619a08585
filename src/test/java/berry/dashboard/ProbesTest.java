package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import berry.inbox.ReceptionNotes;
import berry.inbox.ReceptionNotes.Note;
import berry.testing.Slow;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Slow("a probe waits for a database that hangs")
final class ProbesTest {

  @AutoClose private final DashboardFixture fixture = new DashboardFixture();

  @Test
  void is_not_ready_without_its_tables_but_alive() {
    fixture.rows.run("ALTER TABLE message RENAME TO elsewhere");

    var answer = fixture.get("/readyz", null);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(DashboardFixture.json(answer).get("status").asString()).isEqualTo("down");
    assertThat(DashboardFixture.json(answer).get("reason").asString()).contains("schema");
    assertThat(fixture.get("/livez", null).statusCode()).isEqualTo(200);
  }

  @Test
  void tells_when_updates_last_came_and_not_only_that_the_process_works() {
    ReceptionNotes notes = new ReceptionNotes(fixture.database.database());
    assertThat(DashboardFixture.json(fixture.get("/readyz", null)).has("intake")).isFalse();

    notes.note(new Note(1, "one/7", "polling", null, "telegram_away", "with an address", true));
    var answer = fixture.get("/readyz", null);

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode intake = DashboardFixture.json(answer).get("intake");
    assertThat(intake.get("mode").asString()).isEqualTo("polling");
    assertThat(intake.get("trouble").asString()).isEqualTo("telegram_away");
    assertThat(intake.get("lastGood").asString()).startsWith("20");
    assertThat(answer.body()).doesNotContain("with an address", "one/7");
  }

  @Test
  void answers_in_time_when_the_database_hangs() {
    fixture
        .database
        .jdbi()
        .useTransaction(transaction -> {
          transaction.execute("LOCK TABLE message IN ACCESS EXCLUSIVE MODE");
          long begin = System.nanoTime();

          assertThat(fixture.get("/readyz", null).statusCode()).isEqualTo(503);
          assertThat(fixture.get("/health", null).statusCode()).isEqualTo(503);

          assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
        });

    assertThat(fixture.get("/health", null).statusCode()).isEqualTo(200);
  }

  @Test
  void keeps_the_metrics_from_strangers() {
    var proxied = fixture.to("/metrics", null).header("X-Forwarded-For", "1.2.3.4");
    var guessed = fixture.to("/metrics", "guess").header("X-Forwarded-For", "1.2.3.4");
    var known =
        fixture.to("/metrics", DashboardFixture.METRICS_TOKEN).header("X-Forwarded-For", "1.2.3.4");

    assertThat(fixture.send(proxied).statusCode()).isEqualTo(401);
    assertThat(fixture.send(guessed).statusCode()).isEqualTo(401);
    assertThat(fixture.send(known).statusCode()).isEqualTo(200);
    assertThat(fixture.get("/metrics", null).body()).contains("jvm_memory_used_bytes");
  }
}
