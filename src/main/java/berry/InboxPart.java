package berry;

import berry.audience.Overview.Attention;
import berry.dashboard.IntakeStatus;
import berry.database.Job;
import berry.inbox.Inbox;
import berry.inbox.InboxAttention;
import berry.inbox.IntakeSensor;
import berry.inbox.IntakeTotals;
import berry.inbox.IntakeTotalsReader;
import berry.inbox.Outages;
import berry.inbox.ReceptionNotes;
import berry.inbox.ReceptionState;
import berry.monitoring.Sensor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has come in, and whether it still does: the same in every process, because the replica that
/// receives notes it in the database.
final class InboxPart implements Part {

  private final Base base;
  private final SettingsPart settings;
  private final OutboxPart outbox;
  private final IntakeTotalsReader totals;
  private final ReceptionNotes notes;

  InboxPart(Base base, SettingsPart settings, OutboxPart outbox) {
    this.base = base;
    this.settings = settings;
    this.outbox = outbox;
    this.totals = new IntakeTotalsReader(base.database(), base.clock());
    this.notes = new ReceptionNotes(base.database());
  }

  ReceptionNotes notes() {
    return notes;
  }

  /// What of it needs a human.
  Attention.Source attention() {
    return new InboxAttention(base.database());
  }

  Outages outages() {
    return new Outages(base.database());
  }

  /// As the owner's overview shows it.
  IntakeStatus status() {
    IntakeTotals ever = totals.now();
    ReceptionState state = notes.now().orElse(null);
    return new IntakeStatus(
        word(state),
        mode(state),
        state == null ? null : state.goodAt(),
        state == null ? null : state.cause(),
        outbox.status().queued(),
        ever.quarantined(),
        ever.received(),
        ever.stored(),
        ever.repeated(),
        ever.lost(),
        ever.since());
  }

  private static String word(@Nullable ReceptionState state) {
    if (state == null) {
      return "unknown";
    }
    return state.cause() == null ? "ok" : "stalled";
  }

  private String mode(@Nullable ReceptionState state) {
    if (base.configuration().sandbox()) {
      return "sandbox";
    }
    if (state != null) {
      return state.mode();
    }
    return base.configuration().webhookUrl() == null ? "polling" : "webhook";
  }

  @Override
  public List<Sensor> sensors() {
    return List.of(Sensor.inBackground(new IntakeSensor(totals, notes, base.clock())));
  }

  @Override
  public List<Job> jobs() {
    return List.of(new Job("raw-retention", Duration.ofHours(24), this::dropRaw));
  }

  /// The privacy policy names the days.
  private void dropRaw() {
    long days = Math.max(1, settings.choices().rawRetention().toDays());
    Instant limit = base.clock().instant().minus(Duration.ofDays(days));
    DatabaseSetup.partitions(base.database()).drop(Inbox.RAW, limit);
  }
}
