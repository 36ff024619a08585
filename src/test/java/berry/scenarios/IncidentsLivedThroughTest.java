package berry.scenarios;

import static berry.scenarios.AlertStage.OVER;
import static berry.scenarios.AlertStage.OWNER;
import static berry.scenarios.AlertStage.TOLD;
import static berry.scenarios.ScenarioFixture.ANNA;
import static berry.scenarios.ScenarioFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Incidents from the fault to the words about it, by the chat and by the screen's routes: somebody
/// is called, takes it on, sees it end in the same message, and writes down what happened.
@Tag("scenario")
@Tag("faults")
@Tag("long") // some three minutes
final class IncidentsLivedThroughTest {

  private static final Duration SILENT = Duration.ofSeconds(31);
  private static final Duration AWAY = Duration.ofSeconds(6);

  private static final String RULES =
      """
      alerts:
        - {key: cpu, off: true}
        - {key: memory, off: true}
        - {key: disk, for: 0s}
        - {key: database-down, above: %ds}
        - {key: replica-silent, above: %ds}
        - {key: webhook-broken, for: 0s}
      escalation:
        contacts: {developer: [%d], devops: [%d]}
        steps: [{after: 0s, to: developer}, {after: 5s, to: devops}]
      """
          .formatted(AWAY.toSeconds(), SILENT.toSeconds(), OWNER, ANNA);

  @TempDir Path folder;
  private AlertStage stage;
  private SmallDisk disk;
  private ScenarioFixture fixture;
  private String session = "";
  private IncidentRoom owner;
  private IncidentRoom anna;

  @BeforeEach
  void open() throws IOException {
    stage = AlertStage.open(folder);
    stage.rules(RULES);
    disk = SmallDisk.mount(Files.createDirectories(folder.resolve("log")));
    fixture = stage.town("http://127.0.0.1:" + stage.port());
    owner = new IncidentRoom(fixture, OWNER);
    anna = new IncidentRoom(fixture, ANNA);
  }

  @AfterEach
  void close() {
    disk.close();
    stage.close();
  }

  @Test
  void a_full_disk_a_database_that_is_away_and_a_killed_replica() throws Exception {
    try (BerryInside berry = BerryInside.start(folder, stage.environment())) {
      meet(berry);
      if (disk.small()) {
        theDiskFills();
      }
      theDatabaseIsAway();
      // Not before: what begins beside an incident that goes on is part of it.
      aReplicaIsKilled();
      nobodyTakesTheReplicaOn();
      theTeamAsksAndAStrangerLearnsNothing();
      assertThat(berry.terminate()).isZero();
    }
  }

  /// Berry asks Telegram once a minute how deliveries go, and is believed to be well after another.
  @Test
  @Tag("long")
  void deliveries_that_break() {
    Map<String, String> environment = stage.environment();
    environment.put("WEBHOOK_URL", "http://127.0.0.1:" + stage.port());
    try (BerryInside berry = BerryInside.start(folder, environment)) {
      meet(berry);
      stage.telegram().fault(Map.of("method", "webhook", "errorCode", 500, "times", 10_000));
      fixture.says(ANNA, "Does anybody hear me?");
      long id = incident("webhook-broken", OVER);
      owner.awaits(id, TOLD, "Telegram cannot deliver updates");
      anna.awaits(id, TOLD, "Telegram cannot deliver updates");
      post(id, "ack", Map.of());
      anna.awaits(id, TOLD, "Person " + OWNER + " is on it");

      stage.telegram().heal();
      owner.awaits(id, OVER, "All is well again");
      writesDown(owner, id, "A rule of the firewall. It is gone.");
      assertThat(berry.terminate()).isZero();
    }
  }

  private void meet(BerryInside berry) {
    berry.awaitReady();
    for (long person : new long[] {OWNER, ANNA, STRANGER}) {
      fixture.says(person, "/start");
      fixture.heard(person, items -> !items.isEmpty());
    }
    session = fixture.opens(OWNER);
  }

  /// Another process on the same database ends without a word.
  private void aReplicaIsKilled() throws IOException {
    try (BerryProcess replica = replica()) {
      String name = ":" + URI.create(replica.awaitReady()).getPort();
      String known = "SELECT count(*) FROM replica WHERE name LIKE '%" + name + "'";
      Await.until(TOLD, () -> stage.ask(known).equals("1"));
      replica.kill();
    }
  }

  /// Taken on by the button, written down at the screen.
  private void theDiskFills() throws IOException {
    disk.fill();
    long id = incident("disk", TOLD);
    JsonNode told = owner.awaits(id, TOLD, "Nobody has taken it yet");
    owner.presses(id, "ack");
    owner.awaits(id, TOLD, "Person " + OWNER + " is on it");
    disk.empty();
    JsonNode well = owner.awaits(id, TOLD, "Well again");
    assertThat(well.get("message_id")).isEqualTo(told.get("message_id"));
    if (Form.now() == Form.LONG) {
      owner.awaits(id, OVER, "All is well again");
    }
    assertThat(post(id, "close", Map.of()).status()).as("without words").isEqualTo(422);
    assertThat(post(id, "notes", Map.of("text", "An old backup filled it.")).status())
        .isEqualTo(204);
    assertThat(post(id, "close", Map.of("resolution", "Moved the backups.")).status())
        .isEqualTo(204);
    owner.awaits(id, TOLD, "Moved the backups.");
    assertThat(owner.count(id)).isEqualTo(1);
    assertThat(Web.get(of(id) + "/export?language=en", session).text())
        .contains("An old backup filled it.", "Moved the backups.");
  }

  /// Who was told while the database was away reads on in the same message.
  private void theDatabaseIsAway() {
    AlertChat alerts = new AlertChat(fixture, stage, OWNER);
    JsonNode told;
    stage.server().freeze();
    try {
      told = alerts.awaits("database-down", AWAY.plus(TOLD), "");
    } finally {
      stage.server().thaw();
    }
    long id = incident("database-down", TOLD);
    owner.presses(id, "ack");
    JsonNode taken = owner.awaits(id, TOLD, "Person " + OWNER + " is on it");
    assertThat(taken.get("message_id")).isEqualTo(told.get("message_id"));
    owner.awaits(id, TOLD, "Well again");
    owner.presses(id, "mitigate");
    owner.awaits(id, TOLD, "People are no longer affected");
    if (Form.now() == Form.LONG) {
      owner.awaits(id, OVER, "All is well again");
    }
    writesDown(owner, id, "The host stood still; it was woken.");
  }

  /// So the next in line is called, and takes it on by a word.
  private void nobodyTakesTheReplicaOn() throws IOException {
    long id = incident("replica-silent", SILENT.plus(TOLD));
    owner.awaits(id, TOLD, "Nobody has taken it yet");
    anna.awaits(id, TOLD, "Nobody has taken it yet");
    assertThat(owner.hears("/status", "1 open")).contains("not taken");
    anna.hears("/ack " + id, "You are on incident " + id);
    owner.awaits(id, TOLD, "Person " + ANNA + " is on it");
    assertThat(post(id, "ack", Map.of()).text()).contains("Person " + ANNA + " was first");
    if (Form.now() == Form.LONG) {
      try (BerryProcess successor = replica()) {
        successor.awaitReady();
        anna.awaits(id, OVER.plus(OVER), "All is well again");
      }
    }
    writesDown(anna, id, "Its machine was switched off.");
    JsonNode whole = Web.get(of(id), session).json();
    assertThat(whole.get("state").stringValue()).isEqualTo("closed");
    assertThat(whole.get("resolution").stringValue()).isEqualTo("Its machine was switched off.");
    assertThat(whole.at("/ladder/steps/1/calls").toString())
        .contains("person:" + ANNA, "\"sent\"", "\"repeat\"");
  }

  private void theTeamAsksAndAStrangerLearnsNothing() {
    IncidentRoom stranger = new IncidentRoom(fixture, STRANGER);
    String unknown = stranger.hears("/nonsense", "/help");
    for (String command : new String[] {"/status", "/incidents", "/ack", "/silence", "/oncall"}) {
      assertThat(stranger.hears(command, "")).as(command).isEqualTo(unknown);
    }
    owner.hears("/incidents", "Latest incidents");
    owner.hears("/ack", "Nothing is open");
    owner.hears("/oncall", "Person " + ANNA);
    owner.hears("/silence replica-silent 1h", "replica-silent is silent until");
    JsonNode alerts = Web.get(fixture.berry() + "/api/alerts", session).json();
    assertThat(
            alerts
                .get("items")
                .valueStream()
                .filter(one -> one.hasNonNull("silence"))
                .map(one -> one.get("key").stringValue()))
        .containsExactly("replica-silent");
  }

  /// By the button, which is there once all is well; in the short form that is not waited for.
  private void writesDown(IncidentRoom room, long id, String words) {
    if (Form.now() != Form.LONG) {
      // The chat asks only once all is well, a minute later.
      post(id, "close", Map.of("resolution", words));
      owner.awaits(id, TOLD, words);
      return;
    }
    room.presses(id, "close");
    // Nobody answers before Berry has heard from Telegram which message that is.
    String asked =
        """
        SELECT count(*)
        FROM notification
        JOIN outgoing ON outgoing.id = notification.outgoing_id
        WHERE notification.incident_id = %d
          AND notification.kind = 'prompt'
          AND outgoing.message_id IS NOT NULL
        """
            .formatted(id);
    Await.until(TOLD, () -> stage.ask(asked).equals("1"));
    room.writesDown(id, words);
    owner.awaits(id, TOLD, words);
  }

  /// Waits for the incident that this rule has opened.
  private long incident(String cause, Duration most) {
    long[] id = new long[1];
    Await.until(
        most,
        () -> {
          Web.Answer answer = Web.get(fixture.berry() + "/api/incidents", session);
          if (answer.status() == 200) {
            answer
                .json()
                .get("items")
                .valueStream()
                .filter(one -> one.get("cause").stringValue().equals(cause))
                .forEach(one -> id[0] = one.get("id").longValue());
          }
          return id[0] > 0;
        });
    return id[0];
  }

  private Web.Answer post(long id, String act, Map<String, ?> body) {
    return Web.post(of(id) + "/" + act, session, body);
  }

  private String of(long id) {
    return fixture.berry() + "/api/incidents/" + id;
  }

  /// With the same rules: whoever takes a step of the ladder shall take the same one.
  private BerryProcess replica() throws IOException {
    Path own = Files.createDirectories(folder.resolve("replica"));
    Files.writeString(own.resolve("berry.yaml"), RULES);
    Map<String, String> environment = stage.telegram().environment(stage.bot());
    environment.put("PORT", "0");
    environment.put("OWNER_ID", Long.toString(OWNER));
    environment.put("DATABASE_URL", stage.server().url(stage.server().port()));
    return BerryProcess.run(own, environment, "start", "dashboard");
  }
}
