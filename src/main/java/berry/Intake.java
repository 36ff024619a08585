package berry;

import berry.bot.Reception;
import berry.dashboard.Strip;
import berry.inbox.Counters;
import berry.inbox.Totals;
import org.jspecify.annotations.Nullable;

/// Whether updates come in, as the owner's overview shows it. Only the replica that receives them
/// knows; the others say so.
///
/// @param bot null in a process that is the dashboard alone and can't know
record Intake(Core core, Totals totals, @Nullable BotPart bot, boolean sandbox) {

  Strip strip() {
    Counters counters = totals.now();
    return new Strip(
        state(),
        mode(),
        core.outbox().waiting(),
        counters.quarantined(),
        counters.received(),
        counters.stored(),
        counters.repeated(),
        counters.lost(),
        counters.since());
  }

  private String state() {
    Reception.Status status = bot == null ? null : bot.reception();
    if (status == null || !status.leading()) {
      return "unknown";
    }
    return status.trouble() == null ? "ok" : "stalled";
  }

  private String mode() {
    if (sandbox) {
      return "sandbox";
    }
    boolean polling =
        bot == null
            ? core.configuration().webhookUrl() == null
            : bot.reception().mode() == Reception.Mode.POLLING;
    return polling ? "polling" : "webhook";
  }
}
