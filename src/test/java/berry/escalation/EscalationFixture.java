package berry.escalation;

import berry.access.Audit;
import berry.alerts.Alerts;
import berry.alerts.Responder;
import berry.alerts.RuleSet;
import berry.alerts.Silences;
import berry.config.Rules;
import berry.database.Changes;
import berry.database.Database;
import berry.outbox.Outbox;
import berry.outbox.OutgoingFiles;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.telegram.BotApi;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/// One process's escalation on a real database; its turns are taken by hand.
public final class EscalationFixture implements AutoCloseable {

  private final Alerts alerts;
  private final Outbox outbox;
  private final Escalation escalation;
  private final Clock clock;

  public EscalationFixture(
      Database database, Changes changes, Clock clock, Roster roster, BotApi api) {
    this(database, changes, clock, () -> roster, api, List.of());
  }

  EscalationFixture(
      Database database,
      Changes changes,
      Clock clock,
      Supplier<Roster> roster,
      BotApi api,
      List<FallbackChannel> channels) {
    this.clock = clock;
    this.outbox = new Outbox(database, changes, api.botId());
    this.alerts =
        new Alerts(
            database,
            changes,
            clock,
            RuleSet.of(Rules.NONE),
            new Silences(database, changes, new Audit(database)),
            outbox,
            new OutgoingFiles(database, api.botId()),
            new Choices(new Settings(database, changes), Rules.NONE),
            null,
            () -> null);
    this.escalation =
        new Escalation(
            new Escalation.Base(
                database,
                changes,
                clock,
                alerts,
                roster,
                roster,
                person -> "en",
                outbox,
                api,
                channels,
                () -> null));
  }

  public Responder responder() {
    return escalation.responder();
  }

  public Escalation escalation() {
    return escalation;
  }

  /// Beside a ladder of an outage that a test has climbed.
  AlertResponse responder(OutageLadder outage, Roster roster) {
    IncidentLedger ledger =
        new IncidentLedger(
            alerts,
            () -> roster,
            person -> "en",
            outbox,
            new IncidentMessages(() -> null),
            List.of("mail"),
            clock);
    return new AlertResponse(() -> roster, outbox, ledger, outage, () -> {});
  }

  Incidents incidents() {
    return escalation.incidents();
  }

  Alerts alerts() {
    return alerts;
  }

  Outbox outbox() {
    return outbox;
  }

  /// Everything that is due now.
  public void turn() {
    escalation.turn();
  }

  @Override
  public void close() {
    escalation.close();
  }
}
