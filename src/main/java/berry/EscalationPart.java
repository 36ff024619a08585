package berry;

import berry.config.Configuration;
import berry.dashboard.About;
import berry.dashboard.EscalationApi;
import berry.dashboard.IncidentsApi;
import berry.dashboard.RoleRoutes;
import berry.database.Job;
import berry.database.Lease;
import berry.diagnostics.Doctor;
import berry.diagnostics.Finding;
import berry.escalation.Channels;
import berry.escalation.Contacts;
import berry.escalation.Escalation;
import berry.escalation.IncidentAttention;
import berry.escalation.IncidentChat;
import berry.escalation.IncidentExport;
import berry.escalation.IncidentViews;
import berry.escalation.OnCallReply;
import berry.escalation.Restart;
import berry.escalation.Wellness;
import berry.http.Route;
import berry.recovery.Recovery;
import berry.settings.Texts;
import berry.telegram.BotApi;
import berry.telegram.Me;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who is called when something is wrong, and what is done about it.
final class EscalationPart implements Part {

  private final Base base;
  private final AlertsPart alerts;
  private final Me me;
  private final Contacts contacts;
  private final Channels channels;
  private final Escalation escalation;
  private final Restart restart;
  private final IncidentChat chat;
  private final OnCallReply onCall;

  /// @param app where Telegram opens the Mini App; null when there is none
  EscalationPart(
      Base base,
      SettingsPart settings,
      AccessPart access,
      AudiencePart audience,
      OutboxPart outbox,
      BackupPart backups,
      AlertsPart alerts,
      BotApi api,
      Me me,
      Supplier<@Nullable URI> app) {
    this.base = base;
    this.alerts = alerts;
    this.me = me;
    this.contacts =
        new Contacts(
            base.database(),
            base.changes(),
            base.clock(),
            settings.settings(),
            settings.choices(),
            base.configuration().rules().escalation(),
            access.staff(),
            audience.people(),
            access.seal(),
            access.audit(),
            outbox.outbox());
    this.channels =
        Channels.of(
            base.configuration().rules().escalation(),
            base.configuration().escalationKeys(),
            settings.settings(),
            base.clock(),
            new Lease(base.storage().direct(), "dead-man"),
            this::wellness);
    this.escalation =
        new Escalation(
            new Escalation.Base(
                base.database(),
                base.changes(),
                base.clock(),
                alerts.alerts(),
                contacts::roster,
                contacts::lastRoster,
                person -> Texts.language(null, audience.people().reads(person).orElse(null)),
                outbox.outbox(),
                api,
                channels.all(),
                app));
    Recovery recovery =
        new Recovery(backups.site(), base.database().address(), backups.backups(), base.clock());
    this.restart = new Restart(recovery::restartWorkers, this::findings, escalation.incidents());
    this.onCall = new OnCallReply(contacts, base.clock());
    this.chat =
        new IncidentChat(
            escalation.incidents(),
            access.staff(),
            contacts::lastRoster,
            alerts.alerts(),
            outbox.outbox(),
            restart,
            onCall::answer,
            base.clock());
  }

  /// What the doctor finds wrong now; not what merely could be better.
  private List<Restart.Trouble> findings() {
    Configuration configuration = base.configuration();
    return Doctor.of(
            configuration, base.clock(), base.database().address(), base.storage().direct())
        .examine()
        .stream()
        .filter(one -> one.level() == Finding.Level.FAIL)
        .map(one -> new Restart.Trouble(one.check(), one.why(), one.fix().orElse(null)))
        .toList();
  }

  /// Well is who reaches the database and has no urgent incident that goes on: whoever watches from
  /// outside shall call somebody otherwise.
  private Wellness wellness() {
    try {
      return new Wellness(
          escalation.incidents().active().stream()
              .noneMatch(one -> one.incident().severity() == 1));
    } catch (RuntimeException away) {
      return new Wellness(false);
    }
  }

  /// Whether somebody outside hears from Berry.
  boolean watched() {
    return channels.watched();
  }

  Contacts contacts() {
    return contacts;
  }

  Escalation escalation() {
    return escalation;
  }

  IncidentChat chat() {
    return chat;
  }

  /// What `/oncall` and the links of contacts say.
  OnCallReply onCall() {
    return onCall;
  }

  IncidentAttention attention() {
    return new IncidentAttention(escalation.incidents());
  }

  @Override
  public List<Route> api(RoleRoutes roles) {
    IncidentsApi incidents =
        new IncidentsApi(
            roles,
            escalation.incidents(),
            new IncidentViews(escalation.incidents()),
            restart,
            new IncidentExport(alerts.alerts()));
    EscalationApi people =
        new EscalationApi(
            roles,
            contacts,
            new EscalationApi.Ways(channels::shown, channels::test),
            new About(Version.current(), () -> Identity.username(me)));
    return Stream.of(incidents.routes(), people.routes()).flatMap(List::stream).toList();
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        new Job("incidents", Duration.ofMinutes(1), escalation::tidy),
        new Job("contacts", Duration.ofMinutes(1), contacts::watch),
        new Job("incidents-retention", Duration.ofHours(24), escalation::forgetOld));
  }

  @Override
  public void start() {
    contacts.begin();
    channels.start();
    escalation.start();
  }

  @Override
  public void close() {
    escalation.close();
    restart.close();
    channels.close();
  }
}
