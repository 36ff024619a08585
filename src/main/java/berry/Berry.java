package berry;

import berry.backup.CopyMeans;
import berry.bot.Links;
import berry.config.Configuration;
import berry.config.Scope;
import berry.dashboard.DatabaseTrouble;
import berry.database.Jobs;
import berry.database.Storage;
import berry.diagnostics.ProxyNotes;
import berry.http.TransientFailure;
import berry.monitoring.Metrics;
import berry.sandbox.Sandbox;
import berry.settings.BotIdentity.Bot;
import berry.telegram.BotApi;
import berry.telegram.Me;
import berry.telegram.Token;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One running Berry. Everything is built once, started in order (schema → workers → doors → ready)
/// and closed in reverse.
final class Berry implements AutoCloseable {

  private final CloseStack open = new CloseStack();
  private final List<Part> parts = new ArrayList<>();
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
    BotApi api = open.add(new BotApi(api(sandbox), token, clock));
    Me asked = sandbox == null ? Identity.ask(api) : Identity.of(sandbox, token);
    Bot bot = new Bot(token.id(), Identity.username(asked), sandbox != null);
    Storage storage = open.add(DatabaseSetup.open(configuration, bot, clock, progress));
    Me me = Identity.remembered(asked, storage.database());
    Long owner = sandbox == null ? configuration.ownerId() : (Long) sandbox.owner().id();

    // Each stands on those before it. A new capability is one line here.
    Base base = add(new Base(configuration, clock, token, storage));
    MonitoringPart monitoring = add(new MonitoringPart(base));
    SettingsPart settings = add(new SettingsPart(base));
    AccessPart access = add(new AccessPart(base, owner));
    AudiencePart audience = add(new AudiencePart(base, settings));
    OutboxPart outbox = add(new OutboxPart(base, monitoring, settings, api));
    ConversationsPart conversations = add(new ConversationsPart(base, access, settings, outbox));
    InboxPart inbox = add(new InboxPart(base, settings, outbox));
    BackupPart backups =
        add(new BackupPart(base, settings, new CopyMeans.Chat(api, access.staff()::owner)));
    if (configuration.scope() != Scope.DASHBOARD) {
      add(new RecoveryPart(base, backups));
    }
    AlertsPart alerts =
        add(new AlertsPart(base, monitoring, settings, access, outbox, api, this::app));
    EscalationPart escalation =
        add(
            new EscalationPart(
                base, settings, access, audience, outbox, backups, alerts, api, me, this::app));
    monitoring.watched(escalation::watched);
    DiagnosticsPart diagnostics = add(new DiagnosticsPart(base, settings, monitoring));
    BotPart botPart =
        configuration.scope() == Scope.DASHBOARD
            ? null
            : add(
                new BotPart(
                    base,
                    settings,
                    api,
                    new Links(me, access.links(), this::app, this::local),
                    outbox,
                    access,
                    audience,
                    alerts,
                    escalation));
    HttpPart http =
        new HttpPart(
            configuration,
            clock,
            base.metrics(),
            new DatabaseTrouble(base.database()),
            new ProxyNotes(settings.settings()));
    add(
        new DashboardPart(
            base,
            conversations,
            access,
            audience,
            outbox,
            inbox,
            backups,
            monitoring,
            alerts,
            escalation,
            List.of(monitoring, alerts, escalation, diagnostics),
            me,
            http));
    add(http);
    if (sandbox != null) {
      add(new SandboxPart(sandbox));
    }
    Jobs jobs = open.add(new Jobs(base.database()));
    if (botPart != null) {
      add(new ReceptionPart(base, inbox, botPart.inbox(), api));
    }

    port = http.listen(parts);
    parts.forEach(Part::start);
    monitoring.begin(parts, port);
    alerts.begin(escalation.escalation());
    diagnostics.begin(escalation.escalation().incidents());
    parts.forEach(part -> jobs.add(part.jobs()));
    jobs.start();
    lines = Greeting.lines(base, access, me, sandbox, address());
  }

  private void startFront() {
    Metrics metrics = open.add(new Metrics());
    HttpPart http = new HttpPart(configuration, clock, metrics, TransientFailure.Known.NONE, null);
    add(new FrontPart(configuration, metrics, http));
    add(http);
    port = http.listen(parts);
    lines = Greeting.front(configuration, address());
  }

  private <P extends Part> P add(P part) {
    open.add(part);
    parts.add(part);
    return part;
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
    open.close();
  }
}
