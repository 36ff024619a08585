package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Await;
import berry.testing.BreakableServer;
import berry.testing.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two replicas poll, one at a time, and one of them is in trouble.
@Tag("scenario")
final class PollingFaultsTest {

  /// The promise is 15 s; twice that on a busy machine.
  private static final Duration TAKEN_OVER = Duration.ofSeconds(30);

  @TempDir Path folder;
  private BreakableServer server;
  private FaultProxy wire;
  private Telegram telegram;
  private Telegram.Bot bot;

  @BeforeEach
  void open() {
    server = BreakableServer.start(folder);
    wire = new FaultProxy(server.port());
    telegram = Telegram.open(folder.resolve("telegram"));
    bot = telegram.newBot();
  }

  @AfterEach
  void close() {
    telegram.close();
    wire.close();
    server.close();
  }

  @Test
  @Tag("long")
  void a_replica_cut_off_from_the_database_stops_leading_and_another_goes_on() {
    try (BerryProcess cutOff = start("one", wire.port())) {
      Town town = telegram.town(bot, cutOff.awaitReady());
      asks(town, 1);
      try (BerryProcess other = start("two", server.port())) {
        wire.freeze();
        Await.until(TAKEN_OVER, () -> says(cutOff, "is lost"));
        // The server's keepalives, which a proxy on the same machine answers, end the session.
        wire.forget();
        asks(town, 2);
        wire.heal();
        asks(town, 3);

        assertThat(number("SELECT epoch FROM lease WHERE name = 'reception'")).isEqualTo(2);
        other.kill();
        asks(town, 4);
      }
    }
    assertThat(number("SELECT count(*) FROM incoming")).isEqualTo(4);
    assertThat(number("SELECT count(*) FROM outgoing WHERE state = 'sent'")).isEqualTo(4);
  }

  @Test
  void a_revoked_token_is_one_clear_trouble_until_it_is_over() {
    try (BerryProcess berry = start("one", server.port())) {
      Town town = telegram.town(bot, berry.awaitReady());
      asks(town, 1);
      telegram.fault(
          Map.of("token", bot.token(), "method", "getUpdates", "errorCode", 401, "times", 1_000));
      // Ends the call that waits already; the next one is refused.
      asks(town, 2);
      Await.until(TAKEN_OVER, () -> says(berry, "@BotFather"));
      telegram.heal();
      asks(town, 3);

      assertThat(berry.out().stream().filter(line -> line.contains("@BotFather"))).hasSize(1);
      assertThat(String.join("\n", berry.out())).doesNotContain(bot.token());
    }
  }

  /// Somebody asks for help; returns when that many answers have come in all, and not one more.
  private static void asks(Town town, int answers) {
    town.says(Town.ANNA, "/help");
    assertThat(town.heard(Town.ANNA, items -> items.size() >= answers)).hasSize(answers);
  }

  private static boolean says(BerryProcess berry, String words) {
    return berry.out().stream().anyMatch(line -> line.contains(words));
  }

  private BerryProcess start(String name, int databasePort) {
    Map<String, String> environment = telegram.environment(bot);
    environment.put("DATABASE_URL", server.url(databasePort));
    return BerryProcess.start(folder.resolve(name), environment);
  }

  private long number(String sql) {
    try (var database = berry.database.Database.open(server.address(), 1)) {
      return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
  }
}
