package berry.scenarios;

import static berry.scenarios.AlertStage.OVER;
import static berry.scenarios.AlertStage.OWNER;
import static berry.scenarios.AlertStage.TOLD;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whoever judges the rules dies in the middle of an alert, or has no room left on its own disk:
/// nothing is told twice, nothing is forgotten, and the message that is there gets its end.
@Tag("scenario")
@Tag("faults")
final class AlertsSurviveTest {

  private static final String RULES =
      """
      alerts:
        - {key: cpu, off: true}
        - {key: memory, off: true}
        - {key: disk, for: 0s}
      """;

  /// What a killed replica read last counts for half a minute.
  private static final Duration FORGOTTEN = Duration.ofSeconds(30);

  /// What was interrupted is looked after once a minute.
  private static final Duration AGAIN = Duration.ofSeconds(75);

  @TempDir Path folder;
  private AlertStage stage;
  private SmallDisk disk;

  @BeforeEach
  void open() throws IOException {
    stage = AlertStage.open(folder);
    disk = SmallDisk.mount(Files.createDirectories(folder.resolve("log")));
    Assumptions.assumeTrue(disk.small());
  }

  @AfterEach
  void close() {
    disk.close();
    stage.close();
  }

  /// It dies just while it tells, when nobody can know whether the message arrived.
  @Test
  void a_berry_that_is_killed_forgets_nothing_and_changes_the_same_message() throws Exception {
    AlertChat chat;
    try (BerryProcess first = berry("one", stage.port())) {
      chat = begun(first);
      for (String method : List.of("sendMessage", "sendPhoto")) {
        stage
            .telegram()
            .fault(Map.of("method", method, "errorCode", 500, "delayMillis", 60_000, "times", 100));
      }
      disk.fill();
      Await.until(TOLD, () -> sending().equals("sending"));
      first.kill();
      stage.telegram().heal();
    }
    JsonNode told;
    try (BerryProcess second = berry("one", stage.port())) {
      second.awaitReady();
      told = chat.awaits("disk", TOLD.plus(AGAIN), "above 80 %");
      Await.until(TOLD, () -> sending().equals("sent"));
      second.kill();
    }
    disk.empty();
    try (BerryProcess third = berry("one", stage.port())) {
      third.awaitReady();
      chat.awaits("disk", TOLD, "Well again");
      if (Form.now() == Form.LONG) {
        chat.awaits("disk", OVER, "Over after");
      }
      JsonNode now = chat.message("disk").orElseThrow();
      assertThat(now.get("message_id")).isEqualTo(told.get("message_id"));
      assertThat(chat.count("disk")).isEqualTo(1);
      assertThat(chat.incidents()).isEqualTo(1);
      assertThat(stage.ask("SELECT count(*) FROM alert_episode WHERE key = 'disk'")).isEqualTo("1");
      assertThat(third.terminate()).isZero();
    }
  }

  @Test
  void of_two_one_tells_it_and_the_other_goes_on_when_it_is_killed() throws Exception {
    try (BerryProcess one = berry("one", 0);
        BerryProcess two = berry("two", 0)) {
      AlertChat chat = begun(one);
      two.awaitReady();
      Await.until(TOLD, () -> !leader().isEmpty());
      disk.fill();
      JsonNode told = chat.awaits("disk", TOLD, "above 80 %");
      // Until then nobody but the one who dies knows that it arrived.
      Await.until(TOLD, () -> sending().equals("sent"));

      boolean first = leader().endsWith(":" + URI.create(one.awaitReady()).getPort());
      (first ? one : two).kill();
      disk.empty();

      chat.awaits("disk", TOLD.plus(FORGOTTEN).plus(TOLD), "Well again");
      if (Form.now() == Form.LONG) {
        chat.awaits("disk", OVER, "Over after");
      }
      JsonNode now = chat.message("disk").orElseThrow();
      assertThat(now.get("message_id")).isEqualTo(told.get("message_id"));
      assertThat(chat.count("disk")).isEqualTo(1);
      assertThat(chat.incidents()).isEqualTo(1);
      assertThat((first ? two : one).terminate()).isZero();
    }
  }

  /// Log, data and backups are on it; PostgreSQL is not.
  @Test
  void a_disk_that_is_full_to_the_last_byte_is_told_and_people_are_served() throws Exception {
    try (BerryProcess berry = berry("one", stage.port())) {
      AlertChat chat = begun(berry);
      disk.fillUp();

      chat.awaits("disk", TOLD, "100 %");
      ScenarioFixture fixture = stage.town(berry.awaitReady());
      fixture.says(ScenarioFixture.ANNA, "/start");
      fixture.heard(ScenarioFixture.ANNA, items -> !items.isEmpty());
      String session = fixture.opens(OWNER);
      assertThat(Web.get(fixture.berry() + "/api/alerts", session).status()).isEqualTo(200);
      Web.post(fixture.berry() + "/api/backups", session, Map.of());
      JsonNode refused =
          fixture.sees(
              session,
              "/api/backups",
              all -> all.path("work").path("state").asString("").equals("failed"));
      assertThat(refused.toString()).contains("no backup was begun");

      disk.empty();
      chat.awaits("disk", TOLD, "Well again");
      long before = Files.size(folder.resolve("log/one.log"));
      Web.post(fixture.berry() + "/api/backups", session, Map.of());
      Await.until(TOLD, () -> size(folder.resolve("log/one.log")) > before);
      assertThat(chat.count("disk")).isEqualTo(1);
      assertThat(chat.incidents()).isEqualTo(1);
      assertThat(berry.terminate()).isZero();
    }
  }

  private AlertChat begun(BerryProcess berry) {
    ScenarioFixture fixture = stage.town(berry.awaitReady());
    fixture.says(OWNER, "/start");
    fixture.heard(OWNER, items -> !items.isEmpty());
    return new AlertChat(fixture, stage, OWNER);
  }

  private BerryProcess berry(String name, int port) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    Files.writeString(own.resolve("berry.yaml"), RULES);
    Map<String, String> environment = stage.environment();
    environment.put("PORT", Integer.toString(port));
    environment.put("LOG_FILE", folder.resolve("log/" + name + ".log").toString());
    environment.put("BERRY_DATA", folder.resolve("log/" + name + "-data").toString());
    environment.put("BACKUP_DIR", folder.resolve("log/" + name + "-backups").toString());
    return BerryProcess.run(own, environment, "start");
  }

  /// What became of the rule's message.
  private String sending() {
    return stage.ask(
        """
        SELECT outgoing.state
        FROM outgoing
        JOIN notification AS note ON note.outgoing_id = outgoing.id
        JOIN incident_alert AS alert ON alert.incident_id = note.incident_id
        WHERE alert.key = 'disk' AND note.kind = 'message'
        """);
  }

  private String leader() {
    return stage.ask("SELECT name FROM replica WHERE leader");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return 0;
    }
  }
}
