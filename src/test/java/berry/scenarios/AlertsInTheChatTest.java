package berry.scenarios;

import static berry.scenarios.AlertStage.OVER;
import static berry.scenarios.AlertStage.OWNER;
import static berry.scenarios.AlertStage.TOLD;
import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.database.Migrations;
import berry.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the default rules watch is brought about on a running Berry, and its owner hears of it in
/// the chat: soon, once, in one message, and how it ends. The rules are the default ones; they only
/// wait less.
@Tag("scenario")
@Tag("faults")
final class AlertsInTheChatTest {

  private static final int REQUESTS = 25;
  private static final int CONNECTIONS = 60;

  /// Of the dead replica and of the database: when their figures cross the thresholds below.
  private static final Duration SILENT = Duration.ofSeconds(31);

  /// It goes on until a backup is proved.
  private static final String SILENCED = "backup-unproved";

  private static final Duration AWAY = Duration.ofSeconds(12);

  private static final String RULES =
      """
      alerts:
        - {key: cpu, off: true}
        - {key: memory, off: true}
        - {key: disk, for: 0s}
        - {key: disk-forecast, for: 0s}
        - {key: response-time-api, above: 500ms, for: 0s}
        - {key: error-rate, for: 0s}
        - {key: intake-stalled, above: 1s}
        - {key: database-down, above: %ds}
        - {key: database-connections, for: 0s}
        - {key: replica-silent, above: %ds}
      """
          .formatted(AWAY.toSeconds(), SILENT.toSeconds());

  @TempDir Path folder;
  private AlertStage stage;
  private SmallDisk disk;

  @BeforeEach
  void open() throws IOException {
    stage = AlertStage.open(folder);
    stage.rules(RULES);
    disk = SmallDisk.mount(Files.createDirectories(folder.resolve("log")));
  }

  @AfterEach
  void close() {
    disk.close();
    stage.close();
  }

  @Test
  void what_fires_together_is_one_message_that_is_changed_to_its_end() throws Exception {
    new Migrations(stage.server().address()).migrate();
    stage.run("UPDATE flyway_schema_history SET installed_on = installed_on - interval '2 days'");
    aDayOfADiskThatFills();
    try (BerryInside berry = BerryInside.start(folder, stage.environment())) {
      ScenarioFixture fixture = stage.town(berry.awaitReady());
      fixture.says(OWNER, "/start");
      fixture.says(ScenarioFixture.STRANGER, "/start");
      String session = fixture.opens(OWNER);
      AlertChat chat = new AlertChat(fixture, stage, OWNER);
      chat.crossed("backup-unproved");
      chat.crossed("disk-forecast");
      aReplicaIsKilled(chat);

      theDiskFills(chat);
      requestsWait(fixture, session, chat);
      requestsFail(fixture, session, chat);
      List<Connection> crowd = connectionsAreUsedUp(chat);
      for (String key :
          List.of(
              "response-time-api",
              "error-rate",
              "database-connections",
              "backup-unproved",
              "disk-forecast")) {
        chat.joined(key, TOLD);
      }
      if (disk.small()) {
        chat.joined("disk", TOLD);
      }
      assertThat(AlertChat.text(chat.incident())).contains("important", "threshold: ");
      crowd.forEach(AlertsInTheChatTest::close);
      disk.empty();
      aSilenceIsForTheTeam(fixture, session, chat);
      aBackupIsProved(fixture, session);

      fixture.sees(
          session, "/api/system/metrics?names=cpu.used&range=1h", AlertsInTheChatTest::marked);
      updatesStayAway(fixture, chat);
      chat.joined("replica-silent", SILENT.plus(TOLD));
      theDatabaseIsAway(chat);

      chat.over("intake-stalled", OVER);
      chat.over(disk.small() ? "disk" : "database-connections", OVER);
      if (Form.now() == Form.LONG) {
        everythingIsOver(chat);
      }
      for (String rule : RULES.lines().filter(line -> !line.contains("off: true")).toList()) {
        if (rule.contains("key: ") && !(rule.contains("key: disk,") && !disk.small())) {
          String key = rule.replaceAll(".*key: ([a-z-]+).*", "$1");
          assertThat(chat.count(key)).as(key).isEqualTo(1);
        }
      }
      // Its own message, and what was told past the outbox, which reads on as the same.
      assertThat(chat.incidents()).as(String.join("\n---\n", chat.texts())).isEqualTo(2);
      chat.measured().forEach(System.out::println);
      assertThat(berry.terminate()).isZero();
    }
  }

  /// From a fifth to nine tenths within a day: a few hours are left.
  private void aDayOfADiskThatFills() throws SQLException, IOException {
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    stage.run(
        """
        INSERT INTO metric_point (tier, slot, replica, at, figures)
        SELECT 1, mod(extract(epoch FROM at)::bigint / 60, 14 * 24 * 60), '%s', at,
          array_fill(NULL::real, ARRAY[6]) || (0.9 - 0.7 * age / 1440)::real
        FROM generate_series(5, 1435, 10) AS age,
          LATERAL (SELECT date_trunc('minute', now()) - age * interval '1 minute' AS at)
        """
            .formatted(host + ":" + stage.port()));
  }

  /// Another process on the same database ends without a word.
  private void aReplicaIsKilled(AlertChat chat) {
    try (BerryProcess replica = replica()) {
      String name = ":" + URI.create(replica.awaitReady()).getPort();
      Await.until(
          TOLD,
          () ->
              stage
                  .ask("SELECT count(*) FROM replica WHERE name LIKE '%" + name + "'")
                  .equals("1"));
      replica.kill();
    }
    chat.crosses("replica-silent", SILENT);
  }

  private void theDiskFills(AlertChat chat) throws IOException {
    disk.fill();
    chat.crossed("disk");
  }

  /// More than twenty of them, for the table they need is taken.
  private void requestsWait(ScenarioFixture fixture, String session, AlertChat chat)
      throws Exception {
    try (Connection connection = stage.connect();
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("LOCK TABLE message IN ACCESS EXCLUSIVE MODE");
      for (int n = 0; n < REQUESTS; n++) {
        people.execute(() -> Web.get(fixture.berry() + "/api/me/messages", session));
      }
      connection.createStatement().execute("SELECT pg_sleep(1.5)");
      connection.rollback();
    }
    chat.crossed("response-time-api");
  }

  /// Of a kind that was not made before: what PostgreSQL has prepared survives a new name.
  private void requestsFail(ScenarioFixture fixture, String session, AlertChat chat)
      throws SQLException {
    stage.run("ALTER TABLE message RENAME TO message_away");
    for (int n = 0; n < REQUESTS; n++) {
      assertThat(Web.get(fixture.berry() + "/api/me/activity", session).status()).isEqualTo(500);
    }
    stage.run("ALTER TABLE message_away RENAME TO message");
    chat.crossed("error-rate");
  }

  private List<Connection> connectionsAreUsedUp(AlertChat chat) throws SQLException {
    List<Connection> crowd = new ArrayList<>();
    while (Integer.parseInt(
            stage.ask("SELECT count(*) FROM pg_stat_activity WHERE client_port > 0"))
        < CONNECTIONS * 0.85) {
      crowd.add(stage.connect());
    }
    chat.crossed("database-connections");
    return crowd;
  }

  private void aSilenceIsForTheTeam(ScenarioFixture fixture, String session, AlertChat chat) {
    chat.pressesSilence(ScenarioFixture.STRANGER);
    assertThat(silenced(fixture.sees(session, "/api/alerts", all -> true), SILENCED)).isFalse();
    assertThat(AlertChat.text(chat.incident())).doesNotContain("Silent until");

    chat.pressesSilence(OWNER);
    Await.until(TOLD, () -> AlertChat.text(chat.incident()).contains("Silent until"));
    fixture.sees(session, "/api/alerts", all -> silenced(all, SILENCED));
  }

  private static boolean marked(JsonNode figures) {
    return figures
        .get("marks")
        .valueStream()
        .anyMatch(one ->
            one.get("kind").stringValue().equals("alert")
                && one.get("text").stringValue().equals("error-rate"));
  }

  private static boolean silenced(JsonNode alerts, String key) {
    return alerts
        .get("items")
        .valueStream()
        .anyMatch(one -> one.get("key").stringValue().equals(key) && one.hasNonNull("silence"));
  }

  private void updatesStayAway(ScenarioFixture fixture, AlertChat chat) {
    stage.telegram().fault(Map.of("method", "getUpdates", "errorCode", 500, "times", 10_000));
    // Ends the call that waits.
    fixture.says(ScenarioFixture.ANNA, "Is anybody there?");
    chat.crossed("intake-stalled");
    JsonNode stalled = chat.told("intake-stalled", TOLD);
    assertThat(AlertChat.text(stalled)).contains("urgent", "No updates come");
    stage.telegram().heal();
  }

  /// What waits for the database can't tell that it is away.
  private void theDatabaseIsAway(AlertChat chat) {
    chat.crosses("database-down", AWAY);
    stage.server().freeze();
    try {
      JsonNode told = chat.told("database-down", AWAY.plus(TOLD));
      assertThat(AlertChat.text(told)).contains("urgent");
      assertThat(AlertChat.picture(told)).isFalse();
    } finally {
      stage.server().thaw();
    }
    // What was told past the outbox does not say for ever that the database is away.
    chat.awaits("database-down", TOLD, "Incident 1");
  }

  /// Without requests there are no slow and no failed ones. A dead replica is missed until another
  /// takes its place. The disk's day is written anew, and looked at every five minutes.
  private void everythingIsOver(AlertChat chat) throws SQLException {
    stage.run("UPDATE metric_point SET figures[7] = 0.2 WHERE tier = 1 AND figures[7] IS NOT NULL");
    try (BerryProcess successor = replica()) {
      successor.awaitReady();
      for (String key :
          List.of(
              "intake-stalled",
              "database-connections",
              "database-down",
              "replica-silent",
              "error-rate",
              "response-time-api",
              "backup-unproved")) {
        chat.over(key, OVER.plus(OVER));
      }
      chat.over("disk-forecast", OVER.plusMinutes(5));
      Await.until(TOLD, () -> AlertChat.text(chat.incident()).contains("All is well again"));
    }
  }

  /// The database must not be away meanwhile: a backup that is interrupted proves nothing.
  private void aBackupIsProved(ScenarioFixture fixture, String session) {
    assertThat(Web.post(fixture.berry() + "/api/backups", session, Map.of()).status())
        .isEqualTo(202);
    Await.until(
        Duration.ofMinutes(2),
        () ->
            Web.get(fixture.berry() + "/api/backups", session)
                .json()
                .get("items")
                .valueStream()
                .anyMatch(one -> one.get("state").stringValue().equals("proved")));
  }

  private BerryProcess replica() {
    Map<String, String> environment = stage.telegram().environment(stage.bot());
    environment.put("PORT", "0");
    environment.put("DATABASE_URL", stage.server().url(stage.server().port()));
    return BerryProcess.run(folder.resolve("replica"), environment, "start", "dashboard");
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
