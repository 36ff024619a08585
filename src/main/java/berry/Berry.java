package berry;

import berry.bot.Links;
import berry.config.Configuration;
import berry.config.Network;
import berry.config.Scope;
import berry.dashboard.DatabaseTrouble;
import berry.diagnostics.ProxyNotes;
import berry.diagnostics.UnnamedProxies;
import berry.http.Server;
import berry.http.TransientFailure;
import berry.inbox.IntakeTotals;
import berry.inbox.ReceptionNotes;
import berry.monitoring.Metrics;
import berry.sandbox.Sandbox;
import berry.settings.BotIdentity.Bot;
import berry.telegram.BotApi;
import berry.telegram.Me;
import berry.telegram.Token;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One running Berry. Everything is built once, started in order (schema → workers → doors → ready)
/// and closed in reverse.
final class Berry implements AutoCloseable {

  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final CloseStack parts = new CloseStack();
  private final Configuration configuration;
  private final Clock clock;
  private volatile int port;
  private List<String> lines = List.of();

  /// Starts everything, or leaves nothing behind.
  ///
  /// @param progress hears what takes long the first time
  Berry(Configuration configuration, Clock clock, Consumer<String> progress) {
    this.configuration = configuration;
    this.clock = clock;
    try {
      if (configuration.forwards()) {
        startFront();
      } else {
        start(progress);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// What a person should know, one line each.
  List<String> lines() {
    return lines;
  }

  /// Where this process listens, as seen from this machine.
  String address() {
    return "http://127.0.0.1:" + port;
  }

  private void start(Consumer<String> progress) {
    if (configuration.sandbox() || configuration.database() == null) {
      DataFolder.require(configuration);
    }
    Sandbox sandbox = configuration.sandbox() ? new Sandbox(home("sandbox"), clock) : null;
    Token token = sandbox == null ? Identity.token(configuration) : new Token(sandbox.botToken());
    BotApi api = parts.add(new BotApi(api(sandbox), token, clock));
    Me asked = sandbox == null ? Identity.ask(api) : Identity.of(sandbox, token);
    Bot bot = new Bot(token.id(), Identity.username(asked), sandbox != null);
    var storage = parts.add(DatabaseSetup.open(configuration, bot, clock, progress));
    Me me = Identity.remembered(asked, storage.database());
    Core core = parts.add(Core.of(configuration, clock, token, storage));
    Long owner = sandbox == null ? configuration.ownerId() : (Long) sandbox.owner().id();
    if (owner != null) {
      core.staff().makeOwner(owner);
    }
    Server server =
        server(
            core.metrics(), new DatabaseTrouble(core.database()), new ProxyNotes(core.settings()));
    BotPart botPart = null;
    if (configuration.scope() != Scope.DASHBOARD) {
      botPart =
          parts.add(new BotPart(core, api, new Links(me, core.links(), this::app, this::local)));
      server.add(botPart.routes());
    }
    IntakeStatusReader intake =
        new IntakeStatusReader(
            core,
            new IntakeTotals(core.database(), clock),
            new ReceptionNotes(core.database()),
            sandbox != null);
    var dashboard =
        parts.add(
            new DashboardPart(core, () -> Identity.username(me), intake::strip, server::draining));
    server.add(dashboard.routes());
    parts.add(() -> stop(server));
    if (sandbox != null) {
      server.add(sandbox.routes("/sandbox"));
      parts.add(sandbox);
    }
    port = server.start();
    if (botPart != null) {
      botPart.start();
    }
    parts.add(Housekeeping.start(core, botPart));
    if (botPart != null) {
      parts.add(botPart::leave);
    }
    lines = Greeting.lines(core, me, sandbox, address());
  }

  private void startFront() {
    Metrics metrics = new Metrics();
    Server server = server(metrics, TransientFailure.Known.NONE, null);
    FrontPart front = parts.add(new FrontPart(configuration, metrics, server::draining));
    server.add(front.routes());
    parts.add(() -> stop(server));
    port = server.start();
    lines = Greeting.front(configuration, address());
  }

  private Server server(
      Metrics metrics, TransientFailure.Known troubles, @Nullable ProxyNotes notes) {
    return new Server(
        options(new UnnamedProxies(configuration.trustedProxies(), notes, clock)),
        (route, status, took) -> metrics.http(route.method(), route.path(), status, took),
        troubles);
  }

  private static void stop(Server server) {
    server.drain(DRAIN);
    server.close();
  }

  private Server.Options options(UnnamedProxies unnamed) {
    return new Server.Options(
        configuration.host(),
        configuration.port(),
        configuration.trustedProxies().stream().map(Network::toString).toList(),
        unnamed::accept);
  }

  private Path home(String part) {
    return configuration.data().resolve(part);
  }

  private Supplier<URI> api(@Nullable Sandbox sandbox) {
    return sandbox == null ? configuration::telegram : () -> URI.create(address() + "/sandbox");
  }

  private URI local() {
    return URI.create(address());
  }

  /// Where Telegram opens the Mini App; the sandbox takes our local address.
  private @Nullable URI app() {
    URI given = configuration.webappUrl();
    return given == null && configuration.sandbox() ? local() : given;
  }

  @Override
  public void close() {
    parts.close();
  }
}
