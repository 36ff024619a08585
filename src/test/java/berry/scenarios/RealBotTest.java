package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.testing.Await;
import berry.testing.Ports;
import berry.testing.PostgresPrograms;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Berry with a token of its own and a database that somebody gave it; Telegram is a sandbox on
/// another port.
@Tag("scenario")
final class RealBotTest {

  private static final Pattern CLAIM =
      Pattern.compile("https://t\\.me/(\\w+)\\?start=(claim_\\S+)");
  private static final int MANY = 200;

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
  void works_by_long_polling() {
    travels_and_outlives_a_restart(environment(), "polling");
  }

  @Test
  @Tag("sql")
  void works_by_webhook() {
    travels_and_outlives_a_restart(webhook(), "webhook");
  }

  @Test
  void takes_the_claim_link_for_an_owner_once() {
    try (BerryInside berry = start(environment())) {
      ScenarioFixture fixture = telegram.town(bot, berry.awaitReady());
      Matcher link = CLAIM.matcher(String.join("\n", berry.out()));
      assertThat(link.find()).isTrue();
      assertThat(link.group(1)).isEqualTo(bot.username());

      fixture.says(ScenarioFixture.ANNA, "/start " + link.group(2));
      fixture.heard(ScenarioFixture.ANNA, items -> items.size() == 1);
      fixture.says(ScenarioFixture.STRANGER, "/start " + link.group(2));
      fixture.heard(ScenarioFixture.STRANGER, items -> items.size() == 1);

      assertThat(overview(fixture, ScenarioFixture.ANNA).status()).isEqualTo(200);
      assertThat(overview(fixture, ScenarioFixture.STRANGER).status()).isEqualTo(403);
      assertThat(berry.terminate()).isZero();
    }
    try (BerryInside again = start(environment())) {
      assertThat(again.out()).noneMatch(line -> line.contains("claim_"));
    }
  }

  @Test
  void loses_and_doubles_nothing_when_killed_amid_messages_that_are_polled() {
    loses_and_doubles_nothing_when_killed(environment());
  }

  @Test
  void loses_and_doubles_nothing_when_killed_amid_messages_that_are_delivered() {
    loses_and_doubles_nothing_when_killed(webhook());
  }

  @Test
  void refuses_another_bots_database() {
    try (BerryInside first = start(environment())) {
      assertThat(first.terminate()).isZero();
    }
    Telegram.Bot other = telegram.newBot();
    Map<String, String> environment = telegram.environment(other);
    environment.put("DATABASE_URL", database.url());
    environment.put("PORT", "0");
    try (BerryInside second = BerryInside.run(folder.resolve("berry"), environment, "start")) {
      assertThat(second.ended(Duration.ofSeconds(30))).isEqualTo(3);
      assertThat(second.errors())
          .contains("DATABASE_URL", "@" + bot.username(), "@" + other.username())
          .contains("one bot per database")
          .doesNotContain(other.token());
    }
  }

  @Test
  void keeps_what_the_sandbox_stored_when_a_real_bot_moves_in() {
    Path home = folder.resolve("home");
    PostgresPrograms.into(home.resolve("data"));
    try (BerryInside sandbox = BerryInside.start(home, Map.of())) {
      ScenarioFixture fixture = ScenarioFixture.inside(sandbox.awaitReady());
      fixture.says(ScenarioFixture.ANNA, "Only a try");
      fixture.sees(
          fixture.opens(ScenarioFixture.ANNA),
          "/api/me/messages",
          page -> page.get("items").size() == 1);
      assertThat(sandbox.terminate()).isZero();
    }
    try (BerryInside real = BerryInside.start(home, telegram.environment(bot))) {
      assertThat(real.errors()).contains("berry_sandbox");
      ScenarioFixture fixture = telegram.town(bot, real.awaitReady());
      fixture.says(ScenarioFixture.ANNA, "A real question");
      JsonNode items =
          fixture
              .sees(
                  fixture.opens(ScenarioFixture.ANNA),
                  "/api/me/messages",
                  page -> page.get("items").size() > 0)
              .get("items");
      assertThat(items).hasSize(1);
      assertThat(items.get(0).get("text").stringValue()).isEqualTo("A real question");
      assertThat(real.terminate()).isZero();
    }
    try (BerryInside back = BerryInside.run(home, Map.of("PORT", "0"), "start")) {
      assertThat(back.ended(Duration.ofSeconds(30))).isEqualTo(3);
      assertThat(back.errors()).contains("@" + bot.username(), "BERRY_DATA", "BOT_TOKEN");
    }
  }

  private void travels_and_outlives_a_restart(Map<String, String> environment, String mode) {
    environment.put("OWNER_ID", Long.toString(ScenarioFixture.OWNER));
    try (BerryInside berry = start(environment)) {
      ScenarioFixture fixture = telegram.town(bot, berry.awaitReady());
      fixture.says(ScenarioFixture.ANNA, "/start");
      fixture.heard(ScenarioFixture.ANNA, items -> items.size() == 1);
      fixture.says(ScenarioFixture.OWNER, "Hello, my bot");
      String anna = fixture.opens(ScenarioFixture.ANNA);
      String owner = fixture.opens(ScenarioFixture.OWNER);
      try (Listening annasPhone = new Listening(fixture, anna, null);
          Listening ownersPhone = new Listening(fixture, owner, null)) {

        fixture.says(ScenarioFixture.ANNA, "Where is my order?");

        annasPhone.awaits("me");
        ownersPhone.awaits("conversation:" + ScenarioFixture.ANNA);
        assertThat(annasPhone.heard("overview")).isFalse();
      }
      JsonNode newest = messages(fixture, anna, 3).get(0);
      assertThat(newest.get("text").stringValue()).isEqualTo("Where is my order?");
      JsonNode strip =
          fixture
              .sees(owner, "/api/overview", one -> is(one.get("strip"), "intake", "ok"))
              .get("strip");
      assertThat(strip.get("mode").stringValue()).isEqualTo(mode);
      assertThat(berry.terminate()).isZero();
      assertThat(berry.out() + berry.errors() + log()).doesNotContain(bot.token());
    }
    try (BerryInside again = start(environment)) {
      ScenarioFixture fixture = telegram.town(bot, again.awaitReady());
      String anna = fixture.opens(ScenarioFixture.ANNA);
      messages(fixture, anna, 3);
      fixture.says(ScenarioFixture.ANNA, "Still there?");
      messages(fixture, anna, 4);
    }
  }

  private void loses_and_doubles_nothing_when_killed(Map<String, String> environment) {
    List<Long> delivered = Collections.synchronizedList(new ArrayList<>());
    try (BerryProcess berry = BerryProcess.start(folder.resolve("berry"), environment)) {
      ScenarioFixture fixture = telegram.town(bot, berry.awaitReady());
      Thread talking = Thread.ofVirtual().start(() -> talk(fixture, delivered));
      Await.until(Duration.ofSeconds(30), () -> stored().size() > MANY / 4);
      berry.kill();
      join(talking);
    }
    try (BerryInside again = start(environment)) {
      Await.until(Duration.ofSeconds(60), () -> stored().size() >= MANY && messagesIn() >= MANY);
      ScenarioFixture fixture = telegram.town(bot, again.awaitReady());
      messages(fixture, fixture.opens(ScenarioFixture.ANNA), MANY / 4);
    }
    assertThat(stored()).containsExactlyElementsOf(delivered);
    assertThat(messagesIn()).isEqualTo(MANY);
  }

  private void talk(ScenarioFixture fixture, List<Long> delivered) {
    for (int n = 0; n < MANY; n++) {
      delivered.add(fixture.says(ScenarioFixture.ANNA + n % 4, "Message " + n));
    }
  }

  /// The ids of all updates that are there, each as often as it is.
  private List<Long> stored() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                    .createQuery("SELECT to_regclass('incoming') IS NOT NULL")
                    .mapTo(Boolean.class)
                    .one()
                ? handle
                    .createQuery("SELECT update_id FROM incoming ORDER BY update_id")
                    .mapTo(Long.class)
                    .list()
                : List.<Long>of());
  }

  private int messagesIn() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT count(*) FROM message WHERE direction = 'in'")
                .mapTo(Integer.class)
                .one());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean is(JsonNode object, String field, String value) {
    return object.get(field).asString("").equals(value);
  }

  private static JsonNode messages(ScenarioFixture fixture, String session, int count) {
    return fixture
        .sees(session, "/api/me/messages?limit=100", page -> page.get("items").size() == count)
        .get("items");
  }

  private static Web.Answer overview(ScenarioFixture fixture, long person) {
    return Web.get(fixture.berry() + "/api/overview", fixture.opens(person));
  }

  private BerryInside start(Map<String, String> environment) {
    return BerryInside.start(folder.resolve("berry"), environment);
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("berry/logs/app.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = telegram.environment(bot);
    environment.put("DATABASE_URL", database.url());
    return environment;
  }

  private Map<String, String> webhook() {
    Map<String, String> environment = environment();
    int port = Ports.free();
    environment.put("PORT", Integer.toString(port));
    environment.put("WEBAPP_URL", "http://127.0.0.1:" + port);
    return environment;
  }
}
