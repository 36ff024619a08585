package berry.scenarios;

import berry.http.Server;
import berry.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A sandbox that runs alone, as `berry sandbox` does, on a port of this JVM: to a Berry with a
/// token it is Telegram.
record Telegram(Sandbox sandbox, Server server, String address) implements AutoCloseable {

  /// A bot as @BotFather hands it out.
  record Bot(long id, String username, String token) {}

  static Telegram open(Path folder) {
    Sandbox sandbox = new Sandbox(folder, Clock.systemUTC());
    Server server = new Server(Server.Options.on("127.0.0.1", 0));
    server.add(sandbox.routes("/sandbox")).add(sandbox.botApi());
    return new Telegram(sandbox, server, "http://127.0.0.1:" + server.start());
  }

  Bot newBot() {
    JsonNode made = Web.post(address + "/sandbox/control/bots", Map.of("name", "Shop")).json();
    return new Bot(
        made.get("id").longValue(),
        made.get("username").stringValue(),
        made.get("token").stringValue());
  }

  /// What a Berry that runs this bot is told.
  Map<String, String> environment(Bot bot) {
    return new HashMap<>(
        Map.of("BOT_TOKEN", bot.token(), "TELEGRAM_API_URL", address + "/sandbox"));
  }

  ScenarioFixture town(Bot bot, String berry) {
    return new ScenarioFixture(address, berry, bot.token());
  }

  /// Calls fail from now on.
  ///
  /// @param what as the control API of the sandbox takes it
  void fault(Map<String, ?> what) {
    Web.post(address + "/sandbox/control/faults", what);
  }

  /// No call fails any more.
  void heal() {
    Web.delete(address + "/sandbox/control/faults");
  }

  /// How many updates wait for this bot: those that it has not confirmed.
  int waiting(Bot bot) {
    String url = address + "/sandbox/bot" + bot.token() + "/getWebhookInfo";
    return Web.get(url).json().get("result").get("pending_update_count").intValue();
  }

  /// Ends all calls that wait; nobody is answered any more.
  @Override
  public void close() {
    sandbox.close();
    server.close();
  }
}
