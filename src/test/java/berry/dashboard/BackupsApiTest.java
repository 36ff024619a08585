package berry.dashboard;

import static berry.dashboard.DashboardFixture.ADMIN;
import static berry.dashboard.DashboardFixture.ANNA;
import static berry.dashboard.DashboardFixture.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import berry.backup.Work;
import berry.backup.Work.Kind;
import berry.http.Json;
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
import tools.jackson.databind.node.ObjectNode;

final class BackupsApiTest {

  private static final Duration SOON = Duration.ofSeconds(60);

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
    Path manifest = fixture.folder.resolve(name + ".manifest.json");
    ObjectNode changed = (ObjectNode) Json.mapper().readTree(Files.readString(manifest));
    for (JsonNode table : changed.get("tables")) {
      if (table.get("table").asString().endsWith("person")) {
        ((ObjectNode) table).put("rows", 77);
      }
    }
    Files.writeString(manifest, Json.mapper().writeValueAsString(changed));

    assertThat(fixture.post("/api/backups/" + name + "/prove", admin, "{}").statusCode())
        .isEqualTo(202);
    assertThat(ended().at("/outcome/state").asString()).isEqualTo("failed");

    JsonNode item = all().at("/items/0");
    assertThat(item.get("state").asString()).isEqualTo("failed");
    assertThat(item.at("/failure/table").asString()).contains("person");
    assertThat(item.at("/failure/expected").asString()).contains("77");
    assertThat(item.at("/failure/got").asString()).contains("2");
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
  void the_badge_counts_no_backup_of_another_database() throws IOException {
    String name = made();
    String database = fixture.database.address().database();
    Path manifest = fixture.folder.resolve(name + ".manifest.json");
    String foreign = name.replace(database, "other");
    Files.writeString(
        fixture.folder.resolve(foreign + ".manifest.json"),
        Files.readString(manifest).replace(name, foreign));
    Files.delete(manifest);
    fixture.database.run("DELETE FROM backup");

    JsonNode found = all();

    assertThat(found.get("items"))
        .filteredOn(one -> one.get("name").asString().equals(foreign))
        .singleElement()
        .satisfies(one -> assertThat(one.get("ours").asBoolean()).isFalse());
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
