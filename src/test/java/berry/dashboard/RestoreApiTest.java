package berry.dashboard;

import static berry.dashboard.DashboardFixture.ANNA;
import static berry.dashboard.DashboardFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.backup.Progress;
import berry.recovery.Standing.Kept;
import berry.testing.Await;
import berry.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class RestoreApiTest {

  private static final Duration SOON = Duration.ofMinutes(2);

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();
  private final String database = fixture.database.address().database();
  private String owner = fixture.signIn(OWNER);

  @AfterEach
  void dropWhatIsKept() {
    fixture.recovery.standing().kept().stream()
        .map(Kept::database)
        .forEach(TestServer.shared()::drop);
  }

  @Test
  void says_what_would_be_lost_and_touches_nothing() {
    String name = backup();
    fixture.rows.person(777, "Newcomer", fixture.clock.instant());

    HttpResponse<String> answer =
        fixture.post("/api/restore", owner, "{\"name\":\"" + name + "\",\"dryRun\":true}");

    JsonNode found = DashboardFixture.json(answer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(found.get("database").asString()).isEqualTo(database);
    assertThat(found.get("obstacles").size()).isZero();
    JsonNode people = table(found, "person");
    assertThat(people.get("now").asLong()).isEqualTo(people.get("backup").asLong() + 1);
    assertThat(people.get("lost").asLong()).isEqualTo(1);
    assertThat(found.get("lost").asLong()).isPositive();
    assertThat(fixture.worker.state()).isNull();
  }

  @Test
  void a_name_that_is_none_of_ours_is_refused() throws IOException {
    backup();
    Files.createFile(fixture.folder.resolve("berry-other-20260302T120000Z-00000001.sql.zst"));

    assertThat(restore("berry-other-20260302T120000Z-00000001", database)).isEqualTo(422);
    assertThat(restore("berry-x-20260302T120000Z-00000001", database)).isEqualTo(404);
    assertThat(restore("../../../etc/passwd", database)).isEqualTo(404);
    assertThat(restore("/etc/passwd", database)).isEqualTo(404);
    assertThat(restore("", database)).isEqualTo(422);
    assertThat(fixture.worker.state()).isNull();
  }

  @Test
  void an_encrypted_one_is_refused_with_the_command_that_takes_a_key() throws IOException {
    String name = backup();
    // Without its manifest it is encrypted by its name alone, which is enough to say so.
    Files.delete(fixture.folder.resolve(name + ".manifest.json"));
    Files.move(
        fixture.folder.resolve(name + ".sql.zst"), fixture.folder.resolve(name + ".sql.zst.age"));

    String body = "{\"name\":\"%s\",\"dryRun\":false,\"confirm\":\"%s\"}".formatted(name, database);
    HttpResponse<String> answer = fixture.post("/api/restore", owner, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("berry restore " + name + " --key FILE");
    assertThat(fixture.worker.state()).isNull();
  }

  @Test
  void without_the_right_name_typed_nothing_begins() {
    String name = backup();

    assertThat(restore(name, "")).isEqualTo(422);
    assertThat(restore(name, database.toUpperCase(java.util.Locale.ROOT))).isEqualTo(422);
    HttpResponse<String> answer =
        fixture.post("/api/restore/undo", owner, "{\"dryRun\":false,\"confirm\":\"no\"}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains(database);
    assertThat(fixture.worker.state()).isNull();
  }

  @Test
  void while_another_one_is_at_work_the_owner_hears_who() throws Exception {
    String name = backup();

    try (AutoCloseable held = fixture.backups.hold("removes old backups")) {
      assertThat(restore(name, database)).isEqualTo(409);
    }
  }

  @Test
  void restores_and_takes_it_back() {
    String name = backup();
    fixture.rows.person(777, "Newcomer", fixture.clock.instant());

    assertThat(restore(name, database)).isEqualTo(202);
    JsonNode done = ended();

    assertThat(done.get("state").asString()).as(done.toString()).isEqualTo("done");
    assertThat(done.get("kind").asString()).isEqualTo("restore");
    assertThat(done.at("/outcome/safety").asString()).startsWith("berry-");
    assertThat(people(777)).isZero();
    assertThat(people(ANNA)).isOne();
    owner = signedIn();
    JsonNode standing = DashboardFixture.json(fixture.get("/api/restore", owner));
    assertThat(standing.at("/kept/0/database").asString())
        .isEqualTo(done.at("/outcome/kept").asString());
    JsonNode back = DashboardFixture.json(fixture.post("/api/restore/undo", owner, "{}"));
    assertThat(table(back, "person").get("lost").asLong()).isZero();

    HttpResponse<String> undone =
        fixture.post(
            "/api/restore/undo", owner, "{\"dryRun\":false,\"confirm\":\"" + database + "\"}");
    assertThat(undone.statusCode()).as(undone.body()).isEqualTo(202);
    JsonNode again = ended();

    assertThat(again.get("kind").asString()).isEqualTo("undo");
    assertThat(again.get("state").asString()).as(again.toString()).isEqualTo("done");
    assertThat(people(777)).isOne();
    assertThat(fixture.database.one("SELECT count(*) FROM audit WHERE act = 'backup.restored'"))
        .isEqualTo("1");
  }

  private String backup() {
    return fixture.backups.create(false, Progress.NONE).backup().name();
  }

  private int restore(String name, String confirm) {
    String body = "{\"name\":\"%s\",\"dryRun\":false,\"confirm\":\"%s\"}".formatted(name, confirm);
    return fixture.post("/api/restore", owner, body).statusCode();
  }

  /// As the row says, which any replica reads: no session outlives a restore.
  private JsonNode ended() {
    List<String> ended = List.of("done", "failed", "interrupted");
    Await.until(SOON, () -> ended.contains(work().path("state").asString("")));
    fixture.database.database().distrust();
    return work();
  }

  private JsonNode work() {
    HttpResponse<String> answer = fixture.get("/api/backups/work", owner);
    if (answer.statusCode() == 401) {
      owner = signedIn();
      answer = fixture.get("/api/backups/work", owner);
    }
    return DashboardFixture.json(answer).path("work");
  }

  private String signedIn() {
    fixture.database.database().distrust();
    return fixture.signIn(OWNER);
  }

  private int people(long id) {
    fixture.database.database().distrust();
    return Integer.parseInt(fixture.database.one("SELECT count(*) FROM person WHERE id = " + id));
  }

  private static JsonNode table(JsonNode found, String name) {
    for (JsonNode table : found.get("tables")) {
      if (table.get("name").asString().equals(name)) {
        return table;
      }
    }
    throw new AssertionError("no table " + name + " in " + found);
  }
}
