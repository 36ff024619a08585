package berry;

import berry.access.WebhookSecrets;
import berry.bot.Commands;
import berry.bot.Links;
import berry.bot.Menu;
import berry.bot.Reception;
import berry.bot.ReceptionReporter;
import berry.bot.Webhook;
import berry.database.Lease;
import berry.http.Route;
import berry.inbox.Inbox;
import berry.inbox.Quarantine;
import berry.inbox.ReceptionNotes;
import berry.outbox.Courier;
import berry.privacy.Policy;
import berry.telegram.BotApi;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The document's first service: takes updates in, acts on them, sends what is owed.
final class BotPart implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BotPart.class);

  /// Versions that have read what was set aside.
  private static final String RETRIED = "inbox.retried";

  private final CloseStack parts = new CloseStack();
  private final Core core;
  private final Quarantine quarantine;
  private final Inbox inbox;
  private final Courier courier;
  private final Reception reception;
  private final Menu menu;
  private final Webhook webhook;
  private volatile boolean menuTold = true;

  BotPart(Core core, BotApi api, Links links) {
    this.core = core;
    Commands commands =
        new Commands(
            core.outbox(),
            core.codes(),
            core.texts(),
            new Policy(core.choices(), core.texts()),
            links,
            core.people());
    this.inbox =
        parts.add(
            new Inbox(
                core.database(),
                core.changes(),
                core.clock(),
                core.token().id(),
                commands,
                core.metrics()));
    this.quarantine =
        new Quarantine(
            core.database(),
            core.changes(),
            core.clock(),
            core.token().id(),
            commands.vocabulary());
    this.courier =
        parts.add(new Courier(core.database(), core.changes(), core.clock(), api, core.metrics()));
    WebhookSecrets secrets = new WebhookSecrets(core.token(), core.database());
    ReceptionReporter bulletin =
        new ReceptionReporter(
            new ReceptionNotes(core.database()), Replica.name(), core.clock(), core.metrics());
    this.webhook = new Webhook(secrets, inbox::take, bulletin);
    this.menu = new Menu(api, core.settings(), core.texts(), links);
    this.reception =
        parts.add(
            new Reception(
                api,
                inbox::acceptAll,
                new Lease(core.storage().direct(), "reception"),
                new Reception.Target(core.configuration().webhookUrl(), secrets),
                bulletin,
                core.clock()));
  }

  List<Route> routes() {
    return List.of(webhook.route());
  }

  Inbox inbox() {
    return inbox;
  }

  /// Begins; the HTTP server is there by now.
  void start() {
    inbox.start();
    courier.start();
    reception.start();
  }

  /// The first thing at the end: another replica may receive from now on, while this one still
  /// finishes what it has begun.
  void leave() {
    reception.close();
  }

  /// A job: what Telegram shows beside the text field.
  void publishMenu() {
    String trouble = menu.publish().orElse("");
    if (!trouble.isEmpty() && menuTold) {
      LOG.warn("The menu was not told to Telegram, trying each minute: {}", trouble);
    }
    menuTold = trouble.isEmpty();
  }

  /// A job: what could not be understood is read again by each new version, once.
  void retryQuarantine() {
    String version = Version.current();
    Set<String> tried =
        new TreeSet<>(List.of(core.settings().get(RETRIED, String[].class).orElse(new String[0])));
    if (!tried.add(version)) {
      return;
    }
    List<Quarantine.Second> all = quarantine.retry(null, false);
    long taken = all.stream().filter(Quarantine.Second::takenIn).count();
    core.settings().put(RETRIED, tried, null);
    if (!all.isEmpty()) {
      LOG.info(
          "{} of {} updates that were set aside are taken in by version {}; berry inbox list tells"
              + " the others",
          taken,
          all.size(),
          version);
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
