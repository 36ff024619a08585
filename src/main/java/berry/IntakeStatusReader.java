package berry;

import berry.dashboard.IntakeStatus;
import berry.inbox.IntakeCounts;
import berry.inbox.IntakeTotals;
import berry.inbox.ReceptionNotes;
import berry.inbox.ReceptionState;
import org.jspecify.annotations.Nullable;

/// Whether updates come in, as the owner's overview shows it: the same in every process, because
/// the replica that receives them notes it in the database.
record IntakeStatusReader(Core core, IntakeTotals totals, ReceptionNotes notes, boolean sandbox) {

  IntakeStatus strip() {
    IntakeCounts counters = totals.now();
    ReceptionState state = notes.now().orElse(null);
    return new IntakeStatus(
        word(state),
        mode(state),
        state == null ? null : state.goodAt(),
        state == null ? null : state.cause(),
        core.outbox().waiting(),
        counters.quarantined(),
        counters.received(),
        counters.stored(),
        counters.repeated(),
        counters.lost(),
        counters.since());
  }

  private static String word(@Nullable ReceptionState state) {
    if (state == null) {
      return "unknown";
    }
    return state.cause() == null ? "ok" : "stalled";
  }

  private String mode(@Nullable ReceptionState state) {
    if (sandbox) {
      return "sandbox";
    }
    if (state != null) {
      return state.mode();
    }
    return core.configuration().webhookUrl() == null ? "polling" : "webhook";
  }
}
