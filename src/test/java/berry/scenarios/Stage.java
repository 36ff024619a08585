package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.SecretForTests;
import berry.load.Checker;
import berry.load.Crowd;
import berry.load.Letter;
import berry.load.Load;
import berry.load.PolledLoad;
import berry.load.Traffic;
import berry.testing.Await;
import berry.testing.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.JsonNode;

/// Replicas of Berry between a pretended Telegram, which they call, and a crowd, whose updates come
/// by their webhooks or wait at Telegram for the one that polls.
final class Stage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long SEED = 20_261_124;

  /// Somebody who writes only by [#letter].
  static final long VIEWER = 40_001;

  private final AtomicLong letters = new AtomicLong(50_000_000);
  private final Path folder;
  private final Telegram telegram;
  private final Telegram.Bot bot;
  private final List<Integer> ports;
  private final List<BerryProcess> running = new ArrayList<>();
  private final List<Traffic> loads = new ArrayList<>();

  Stage(Path folder, int replicas) {
    this.folder = folder;
    this.telegram = Telegram.open(folder.resolve("telegram"));
    this.bot = telegram.newBot();
    this.ports = IntStream.range(0, replicas).map(n -> Ports.free()).boxed().toList();
    introduce();
  }

  /// Those who will want answers must have written to the bot; what they wrote is thrown away.
  private void introduce() {
    ScenarioFixture fixture = town(0);
    Crowd.talkers().forEach(person -> fixture.says(person, "Hello"));
    fixture.says(VIEWER, "Hello");
    Web.post(
        telegram.address() + "/sandbox/bot" + bot.token() + "/deleteWebhook",
        Map.of("drop_pending_updates", true));
  }

  Telegram telegram() {
    return telegram;
  }

  Telegram.Bot bot() {
    return bot;
  }

  /// Telegram as its people and one replica see it.
  ScenarioFixture town(int replica) {
    return telegram.town(bot, address(replica));
  }

  String address(int replica) {
    return "http://127.0.0.1:" + ports.get(replica);
  }

  /// Starts a replica on its port and waits until it is ready.
  BerryProcess start(int replica, String databaseUrl) {
    return start(replica, databaseUrl, telegram.address() + "/sandbox");
  }

  /// @param api where it finds the Bot API
  BerryProcess start(int replica, String databaseUrl, String api) {
    return start(replica, databaseUrl, api, Map.of("WEBAPP_URL", address(0)));
  }

  /// One that polls, when it is its turn.
  ///
  /// @param api where it finds the Bot API
  BerryProcess startPolling(int replica, String databaseUrl, String api) {
    return start(replica, databaseUrl, api, Map.of());
  }

  private BerryProcess start(
      int replica, String databaseUrl, String api, Map<String, String> more) {
    Map<String, String> environment = telegram.environment(bot);
    environment.put("TELEGRAM_API_URL", api);
    environment.put("DATABASE_URL", databaseUrl);
    environment.put("PORT", ports.get(replica).toString());
    environment.putAll(more);
    BerryProcess berry = BerryProcess.start(folder.resolve("berry-" + replica), environment);
    running.add(berry);
    return berry;
  }

  /// A crowd that will write to all replicas in turn.
  Load load(int perSecond) {
    List<URI> doors =
        IntStream.range(0, ports.size())
            .mapToObj(n -> URI.create(address(n) + "/telegram/webhook"))
            .toList();
    Load load = new Load(doors, SecretForTests.of(bot.token()), crowd(), perSecond);
    loads.add(load);
    return load;
  }

  /// A crowd whose updates wait at Telegram.
  Traffic polledLoad(int perSecond, Jdbi database) {
    // Nobody else causes updates, so Telegram's numbers and the crowd's stay the same.
    control("update-ids", Map.of("token", bot.token(), "next", Crowd.FIRST_UPDATE));
    Traffic load = new PolledLoad(crowd(), perSecond, this::post, database);
    loads.add(load);
    return load;
  }

  private static Crowd crowd() {
    return new Crowd(SEED, Clock.systemUTC().instant().getEpochSecond());
  }

  private void post(Letter letter) {
    JsonNode update = Web.read("{" + letter.content() + "}");
    Web.Answer answer = control("messages", Map.of("token", bot.token(), "update", update));
    assertThat(answer.json().get("updateId").longValue()).isEqualTo(letter.updateId());
  }

  private Web.Answer control(String what, Map<String, ?> body) {
    return Web.post(telegram.address() + "/sandbox/control/" + what, body);
  }

  /// Something new that the viewer does.
  Letter letter(Letter.Kind kind, String text) {
    long id = letters.incrementAndGet();
    return new Letter(id, kind, VIEWER, id, text, Clock.systemUTC().instant().getEpochSecond(), 0);
  }

  /// Ends the crowd, waits for everything to be acknowledged and answered, and compares.
  void settle(Traffic load, Jdbi database) {
    load.drain(PATIENCE);
    Checker checker = new Checker(database, load.history());
    checker.awaitAnswers(PATIENCE);
    checker.check();
    if (load instanceof Load) {
      checker.checkCalls();
    }
    // What is known to be queued now may not have been when it was first waited for.
    checker.awaitAnswers(PATIENCE);
    Await.holds(SOON, new Heard(this, database)::check);
  }

  @Override
  public void close() {
    loads.forEach(Traffic::close);
    running.forEach(BerryProcess::close);
    telegram.close();
  }
}
