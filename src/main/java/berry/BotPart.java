package berry;

import berry.bot.Commands;
import berry.bot.IncidentCommands;
import berry.bot.Links;
import berry.bot.Menu;
import berry.bot.SilenceButton;
import berry.bot.StartLinks;
import berry.database.Job;
import berry.inbox.Inbox;
import berry.inbox.Quarantine;
import berry.monitoring.Sensor;
import berry.privacy.Policy;
import berry.telegram.BotApi;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The document's first service: stores what comes and acts on it.
final class BotPart implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(BotPart.class);

  /// Versions that have read what was set aside.
  private static final String RETRIED = "inbox.retried";

  /// The menu's address changes with a start, and the job may have run just before it.
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SettingsPart settings;
  private final Inbox inbox;
  private final Quarantine quarantine;
  private final Menu menu;
  private volatile boolean menuTold = true;

  BotPart(
      Base base,
      SettingsPart settings,
      BotApi api,
      Links links,
      OutboxPart outbox,
      AccessPart access,
      AudiencePart audience,
      AlertsPart alerts,
      EscalationPart escalation) {
    this.settings = settings;
    IncidentCommands incidents = new IncidentCommands(escalation.chat(), escalation.onCall());
    Commands commands =
        new Commands(
            outbox.outbox(),
            new StartLinks(access.codes(), access.invitations()),
            settings.texts(),
            new Policy(settings.choices(), settings.texts()),
            links,
            audience.people(),
            List.of(new SilenceButton(access.staff(), alerts.alerts()), incidents),
            incidents);
    long bot = base.token().id();
    this.inbox =
        new Inbox(base.database(), base.changes(), base.clock(), bot, commands, base.metrics());
    this.quarantine =
        new Quarantine(base.database(), base.changes(), base.clock(), bot, commands.vocabulary());
    this.menu = new Menu(api, settings.settings(), settings.texts(), links);
  }

  Inbox inbox() {
    return inbox;
  }

  @Override
  public List<Sensor> sensors() {
    return List.of(inbox.lag());
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        new Job("updates-seen", Duration.ofHours(24), inbox::prune),
        new Job("menu", MINUTE, this::publishMenu),
        new Job("quarantine", MINUTE, this::retryQuarantine));
  }

  /// What Telegram shows beside the text field.
  private void publishMenu() {
    String trouble = menu.publish().orElse("");
    if (!trouble.isEmpty() && menuTold) {
      LOG.warn("The menu was not told to Telegram, trying each minute: {}", trouble);
    }
    menuTold = trouble.isEmpty();
  }

  /// What could not be understood is read again by each new version, once.
  private void retryQuarantine() {
    String version = Version.current();
    Set<String> tried =
        new TreeSet<>(
            List.of(settings.settings().get(RETRIED, String[].class).orElse(new String[0])));
    if (!tried.add(version)) {
      return;
    }
    List<Quarantine.Second> all = quarantine.retry(null, false);
    long taken = all.stream().filter(Quarantine.Second::takenIn).count();
    settings.settings().put(RETRIED, tried, null);
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
  public void start() {
    inbox.start();
  }

  @Override
  public void close() {
    inbox.close();
  }
}
