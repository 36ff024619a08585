package berry.dashboard;

import static berry.dashboard.DashboardFixture.ADMIN;
import static berry.dashboard.DashboardFixture.ANNA;
import static berry.dashboard.DashboardFixture.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import berry.backup.Work;
import berry.backup.Work.Kind;
import berry.testing.Await;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class BackupsApiTest {

  private static final Duration SOON = Duration.ofMinutes(1);

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();
  private final String operator = fixture.signIn(OPERATOR);
  private final String admin = fixture.signIn(ADMIN);

  @Test
  void says_what_will_come_when_there_is_none_yet() {
    JsonNode found = all();

    assertThat(found.get("items").size()).isZero();
    assertThat(found.has("work")).isFalse();
    assertThat(found.get("trust").has("at")).isFalse();
    assertThat(found.at("/plan/daily").asString()).startsWith("03:00");
    assertThat(found.at("/plan/nextAt").asString()).isGreaterThan("2026-03-02T12:00");
    assertThat(found.at("/plan/makes").asBoolean()).isTrue();
    assertThat(found.get("targets").size()).isZero();
  }

  @Test
  void what_an_admin_asks_for_is_made_proved_and_told() {
    try (LiveClient live = fixture.listen(operator, null);
        LiveClient stranger = fixture.listen(fixture.signIn(ANNA), null)) {
      HttpResponse<String> begun = fixture.post("/api/backups", admin, "{}");

      assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
      assertThat(DashboardFixture.json(begun).get("kind").asString()).isEqualTo("backup");
      JsonNode work = ended();
      assertThat(work.get("state").asString()).as(work.toString()).isEqualTo("done");
      assertThat(work.at("/outcome/state").asString()).isEqualTo("proved");
      live.await("backups");
      assertThat(stranger.topics()).doesNotContain("backups");
    }

    JsonNode item = all().at("/items/0");
    assertThat(item.get("state").asString()).isEqualTo("proved");
    assertThat(item.get("sha256").asString()).matches("[0-9a-f]{64}");
    assertThat(item.get("bytes").asLong()).isPositive();
    assertThat(item.get("rows").asLong()).isGreaterThan(4);
    assertThat(item.get("seconds").isNumber()).isTrue();
    assertThat(item.get("provedAt").asString()).isNotEmpty();
    assertThat(item.get("here").asBoolean()).isTrue();
    assertThat(item.get("ours").asBoolean()).isTrue();
    assertThat(item.get("copies").size()).isZero();
    assertThat(all().at("/trust/name").asString()).isEqualTo(item.get("name").asString());
    JsonNode overview = DashboardFixture.json(fixture.get("/api/overview", admin));
    assertThat(overview.at("/backup/at")).isEqualTo(item.get("at"));
  }

  @Test
  void a_second_one_hears_who_is_at_work_and_since_when() {
    CountDownLatch go = new CountDownLatch(1);
    fixture.worker.begin(
        Kind.BACKUP,
        null,
        "Vera",
        progress -> {
          awaited(go);
          throw new IllegalStateException("given up");
        });

    HttpResponse<String> answer = fixture.post("/api/backups", admin, "{}");
    go.countDown();

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Vera makes a backup since 2026-03-02T12:00", "backup-busy");
    assertThat(ended().get("failure").asString()).isEqualTo("given up");
  }

  @Test
  void a_command_at_work_counts_too() throws Exception {
    try (AutoCloseable held = fixture.backups.hold("removes old backups")) {
      HttpResponse<String> answer = fixture.post("/api/backups", admin, "{}");

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("here/1 removes old backups", "since");
      assertThat(all().get("busy").asString()).contains("here/1 removes old backups");
    }
    assertThat(all().has("busy")).isFalse();
  }

  @Test
  void a_proof_that_fails_names_table_expected_and_got() throws IOException {
    String name = made();
    Path file = fixture.folder.resolve(name + ".sql.zst");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThat(fixture.post("/api/backups/" + name + "/prove", admin, "{}").statusCode())
        .isEqualTo(202);
    JsonNode work = ended();
    assertThat(work.at("/outcome/state").asString()).as(work.toString()).isEqualTo("failed");

    JsonNode item = all().at("/items/0");
    assertThat(item.get("state").asString()).isEqualTo("failed");
    assertThat(item.at("/failure/table").asString()).isNotEmpty();
    assertThat(item.at("/failure/expected").asString()).contains(item.get("sha256").asString());
    assertThat(item.at("/failure/got").asString()).isNotEmpty();
    assertThat(item.get("differences").asInt()).isPositive();
    JsonNode overview = DashboardFixture.json(fixture.get("/api/overview", admin));
    assertThat(overview.at("/backup/failedAt")).isEqualTo(item.get("at"));
  }

  @Test
  void proves_nothing_that_is_not_in_the_list() {
    for (String name : new String[] {"berry-x-20260101T000000Z-00000000", "..", "x"}) {
      assertThat(fixture.post("/api/backups/" + name + "/prove", admin, "{}").statusCode())
          .as(name)
          .isEqualTo(404);
    }
    assertThat(fixture.worker.state()).isNull();
  }

  @Test
  void the_badge_counts_no_backup_of_another_database() {
    String foreign = "berry-other-20260302T110000Z-00000001";
    fixture.database.run(
        """
        INSERT INTO backup (name, made_at, bytes, sha256, state, proved_at, rows)
        VALUES ('%s', '2026-03-02T11:00Z', 1, 'x', 'proved', '2026-03-02T11:01Z', 1)
        """
            .formatted(foreign));

    JsonNode found = all();

    assertThat(found.at("/items/0/name").asString()).isEqualTo(foreign);
    assertThat(found.at("/items/0/ours").asBoolean()).isFalse();
    assertThat(found.at("/items/0/here").asBoolean()).isFalse();
    assertThat(found.get("trust").has("at")).isFalse();
  }

  private String made() {
    fixture.post("/api/backups", admin, "{}");
    return ended().at("/outcome/name").asString();
  }

  private JsonNode all() {
    return DashboardFixture.json(fixture.get("/api/backups", operator));
  }

  private JsonNode ended() {
    // Not by the API: who asks it every few milliseconds is told to slow down.
    Await.until(
        SOON,
        () -> {
          Work now = fixture.worker.state();
          return now != null && !now.running();
        });
    return work();
  }

  private JsonNode work() {
    return DashboardFixture.json(fixture.get("/api/backups/work", operator)).get("work");
  }

  private static void awaited(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
