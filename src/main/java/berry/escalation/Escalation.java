package berry.escalation;

import berry.alerts.Alerts;
import berry.alerts.OutageCalls;
import berry.alerts.Recipient;
import berry.alerts.Responder;
import berry.database.Changes;
import berry.database.Database;
import berry.outbox.Outbox;
import berry.telegram.BotApi;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Escalation in one process: incidents, and who looks after their timers.
public final class Escalation implements AutoCloseable {

  private final Database database;
  private final Clock clock;
  private final Outbox outbox;
  private final Supplier<Roster> roster;
  private final Incidents incidents;
  private final OutageLadder outage;
  private final Escalator escalator;
  private final AlertResponse response;

  /// What it stands on.
  ///
  /// @param roster asks the database
  /// @param lastRoster what that said last: in transactions, and while the database is away
  /// @param language of a person, `ru` or `en`
  /// @param channels the ways past Telegram
  /// @param app where Telegram opens the Mini App; null when there is none
  public record Base(
      Database database,
      Changes changes,
      Clock clock,
      Alerts alerts,
      Supplier<Roster> roster,
      Supplier<Roster> lastRoster,
      Function<Long, String> language,
      Outbox outbox,
      BotApi api,
      List<FallbackChannel> channels,
      Supplier<@Nullable URI> app) {}

  public Escalation(Base base) {
    this.database = base.database();
    this.clock = base.clock();
    this.outbox = base.outbox();
    this.roster = base.roster();
    IncidentLedger ledger =
        new IncidentLedger(
            base.alerts(),
            base.lastRoster(),
            base.language(),
            base.outbox(),
            new IncidentMessages(base.app()),
            base.channels().stream().map(FallbackChannel::id).toList(),
            base.clock());
    this.incidents =
        new Incidents(base.database(), base.changes(), base.clock(), base.roster(), ledger);
    this.outage = new OutageLadder(base.lastRoster(), base.api(), base.channels());
    Deliveries deliveries =
        new Deliveries(
            base.database(), base.changes(), base.clock(), ledger, base.channels(), base.app());
    this.escalator =
        new Escalator(
            base.database(),
            base.changes(),
            base.clock(),
            base.alerts(),
            base.roster(),
            ledger,
            deliveries);
    this.response =
        new AlertResponse(base.lastRoster(), base.outbox(), ledger, outage, escalator::wake);
  }

  public Incidents incidents() {
    return incidents;
  }

  /// Makes incidents of alerts.
  public Responder responder() {
    return response;
  }

  /// Calls people while the database is away.
  public OutageCalls outage() {
    return outage;
  }

  /// Who is called first, as alerts want to know it; null when there is nobody.
  public @Nullable Recipient first() {
    Roster people = roster.get();
    return people.targets(people.steps().getFirst(), clock.instant()).stream()
        .findFirst()
        .map(one -> new Recipient(one.personId(), one.language(), people.zone()))
        .orElse(null);
  }

  /// Takes steps from now on.
  public void start() {
    escalator.start();
  }

  /// Everything that is due now; for tests, whose clock does not go by itself.
  void turn() {
    escalator.turn();
  }

  /// What is done every minute, by one replica.
  public void tidy() {
    incidents.closeByTime();
    // Who could not be reached and is there again is told what still goes on.
    database
        .jdbi()
        .withExtension(NotificationStore.class, NotificationStore::undelivered)
        .forEach(this::again);
  }

  private void again(long outgoing) {
    if (outbox.retry(outgoing)) {
      database.jdbi().useExtension(NotificationStore.class, store -> store.again(outgoing));
    }
  }

  public void forgetOld() {
    incidents.forgetOld();
  }

  @Override
  public void close() {
    escalator.close();
    outage.close();
  }
}
