package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.testing.Await;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The document's two services, each in a process of its own where both are there.
@Tag("scenario")
final class TwoServicesTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final String SILENT_SOON =
      "alerts:\n  - {key: replica-silent, above: 20s, clear: 20s}\n";

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.empty();
  private Telegram telegram;
  private Telegram.Bot bot;

  @BeforeEach
  void open() {
    telegram = Telegram.open(folder.resolve("telegram"));
    bot = telegram.newBot();
  }

  @AfterEach
  void close() {
    telegram.close();
    database.close();
  }

  @Test
  void neither_runs_on_an_embedded_database() {
    for (String service : new String[] {"bot", "dashboard"}) {
      try (BerryInside alone =
          BerryInside.run(folder.resolve(service), telegram.environment(bot), "start", service)) {
        assertThat(alone.ended(SOON)).isEqualTo(3);
        assertThat(alone.errors()).contains("DATABASE_URL", "embedded", "berry start " + service);
      }
    }
  }

  @Test
  void what_the_bot_takes_in_shows_live_on_the_dashboard() {
    try (BerryProcess dashboard = service("dashboard", shared());
        BerryProcess service = service("bot", shared())) {
      ScenarioFixture fixture = telegram.town(bot, dashboard.awaitReady());
      fixture.says(ScenarioFixture.ANNA, "/start");
      fixture.heard(ScenarioFixture.ANNA, items -> items.size() == 1);
      String anna = fixture.opens(ScenarioFixture.ANNA);
      try (Listening phone = new Listening(fixture, anna, null)) {

        fixture.says(ScenarioFixture.ANNA, "Where is my order?");

        phone.awaits("me");
      }
      JsonNode items =
          fixture
              .sees(anna, "/api/me/messages", page -> page.get("items").size() == 3)
              .get("items");
      assertThat(items.get(0).get("text").stringValue()).isEqualTo("Where is my order?");
      assertThat(dashboard.terminate()).isZero();
      assertThat(service.terminate()).isZero();
    }
  }

  @Test
  @Tag("long") // a process that was killed is missed after half a minute, and then once more
  void a_dashboard_tells_by_itself_that_the_bot_is_gone() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), SILENT_SOON);
    Map<String, String> environment = shared();
    environment.put("BERRY_CONFIG", rules.toString());
    environment.put("OWNER_ID", Long.toString(ScenarioFixture.ANNA));
    try (BerryProcess dashboard = service("dashboard", environment);
        BerryProcess service = service("bot", environment)) {
      ScenarioFixture fixture = telegram.town(bot, dashboard.awaitReady());
      fixture.says(ScenarioFixture.ANNA, "/start");
      fixture.heard(ScenarioFixture.ANNA, items -> items.size() == 1);

      service.kill();

      Await.until(
          Duration.ofMinutes(2),
          () ->
              fixture.heard(ScenarioFixture.ANNA, items -> true).toString().contains("Incident 1"));
      assertThat(dashboard.terminate()).isZero();
    }
  }

  @Test
  void a_dashboard_without_a_database_hands_the_api_on_to_the_bot() {
    try (BerryProcess service = service("bot", shared());
        BerryInside dashboard = front(service.awaitReady())) {
      ScenarioFixture fixture = telegram.town(bot, dashboard.awaitReady());
      fixture.says(ScenarioFixture.ANNA, "/start");
      fixture.heard(ScenarioFixture.ANNA, items -> items.size() == 1);
      String anna = fixture.opens(ScenarioFixture.ANNA);
      String last;
      try (Listening phone = new Listening(fixture, anna, null)) {
        fixture.says(ScenarioFixture.ANNA, "One");
        phone.awaits("me");
        last = phone.lastId();
      }
      fixture.says(ScenarioFixture.ANNA, "Two");
      fixture.sees(anna, "/api/me/messages", page -> page.get("items").size() == 4);
      try (Listening phone = new Listening(fixture, anna, last)) {
        phone.awaits("me");
      }
      assertThat(Web.get(fixture.berry() + "/readyz").status()).isEqualTo(200);
      assertThat(Web.get(fixture.berry() + "/api/me").status()).isEqualTo(401);

      try (Listening phone = new Listening(fixture, anna, null)) {
        service.kill();
        Await.until(SOON, () -> phone.everything().endsWith("(ended)"));
      }

      Web.Answer away = Web.get(fixture.berry() + "/api/me", anna);
      assertThat(away.status()).isEqualTo(502);
      assertThat(away.json().get("requestId").stringValue()).isNotEmpty();
      assertThat(Web.get(fixture.berry() + "/readyz").status()).isEqualTo(503);
      assertThat(Web.get(fixture.berry() + "/livez").status()).isEqualTo(200);
      assertThat(dashboard.terminate()).isZero();
    }
  }

  /// A dashboard that has nothing but the bot's address.
  private BerryInside front(String bot) {
    Map<String, String> environment = Map.of("REACT_APP_API_URL", bot, "PORT", "0");
    return BerryInside.run(folder.resolve("dashboard"), environment, "start", "dashboard");
  }

  private BerryProcess service(String name, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PORT", "0");
    BerryProcess service = BerryProcess.run(folder.resolve(name), all, "start", name);
    service.awaitReady();
    return service;
  }

  private Map<String, String> shared() {
    Map<String, String> environment = telegram.environment(bot);
    environment.put("DATABASE_URL", database.url());
    return environment;
  }
}
