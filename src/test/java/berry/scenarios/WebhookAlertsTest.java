package berry.scenarios;

import static berry.scenarios.AlertStage.OVER;
import static berry.scenarios.AlertStage.OWNER;
import static berry.scenarios.AlertStage.TOLD;
import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.testing.Await;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Telegram calls Berry: its calls are answered slowly, and then they don't arrive. The rules are
/// the default ones with their own thresholds; they only wait less.
@Tag("scenario")
@Tag("faults")
final class WebhookAlertsTest {

  private static final int PEOPLE = 30;

  @TempDir Path folder;
  private AlertStage stage;

  @BeforeEach
  void open() {
    stage = AlertStage.open(folder);
    stage.rules(
        """
        alerts:
          - {key: cpu, off: true}
          - {key: memory, off: true}
          - {key: response-time-webhook, for: 0s}
          - {key: webhook-broken, for: 0s}
        """);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void slow_answers_and_broken_deliveries_are_told_and_their_end() throws Exception {
    Map<String, String> environment = stage.environment();
    environment.put("WEBHOOK_URL", "http://127.0.0.1:" + stage.port());
    try (BerryInside berry = BerryInside.start(folder, environment)) {
      ScenarioFixture fixture = stage.town(berry.awaitReady());
      AlertChat chat = new AlertChat(fixture, stage, OWNER);
      fixture.says(OWNER, "/start");
      fixture.heard(OWNER, items -> !items.isEmpty());

      deliveriesWait(fixture, chat);
      JsonNode slow = chat.told("response-time-webhook", TOLD);
      assertThat(AlertChat.text(slow)).contains("above 1 s");
      if (Form.now() == Form.LONG) {
        chat.awaits("response-time-webhook", OVER, "Well again");
        chat.awaits("response-time-webhook", OVER, "Over after");
        deliveriesFail(fixture, chat);
      }
      assertThat(chat.count("response-time-webhook")).isEqualTo(1);
      assertThat(chat.incidents()).isEqualTo(1);
      chat.measured().forEach(System.out::println);
      assertThat(berry.terminate()).isZero();
    }
  }

  /// Each is stored before it is answered, and the table for that is taken.
  private void deliveriesWait(ScenarioFixture fixture, AlertChat chat) throws Exception {
    String before = stage.ask("SELECT count(*) FROM incoming");
    try (Connection connection = stage.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE incoming IN ACCESS EXCLUSIVE MODE");
      for (int n = 0; n < PEOPLE; n++) {
        fixture.says(70_000 + n, "Is my parcel there?");
      }
      statement.execute("SELECT pg_sleep(2)");
      connection.rollback();
    }
    chat.crossed("response-time-webhook");
    int all = Integer.parseInt(before) + PEOPLE;
    Await.until(TOLD, () -> Integer.parseInt(stage.ask("SELECT count(*) FROM incoming")) >= all);
  }

  /// Berry asks Telegram once a minute how deliveries go.
  private void deliveriesFail(ScenarioFixture fixture, AlertChat chat) {
    stage.telegram().fault(Map.of("method", "webhook", "errorCode", 500, "times", 10_000));
    fixture.says(ScenarioFixture.ANNA, "Does anybody hear me?");
    JsonNode broken = chat.awaits("webhook-broken", OVER, "");
    assertThat(AlertChat.text(broken)).contains("urgent", "Telegram cannot deliver updates");

    stage.telegram().heal();
    chat.awaits("webhook-broken", OVER, "Well again");
    chat.awaits("webhook-broken", OVER, "Over after");
    assertThat(chat.count("webhook-broken")).isEqualTo(1);
    assertThat(chat.incidents()).isEqualTo(1);
  }
}
