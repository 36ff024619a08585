package berry.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of all updates ever handed to Berry. Survives restarts.
///
/// @param received acknowledged to Telegram
/// @param repeated refused because they were stored already
/// @param quarantined kept raw only
/// @param since when the first of them came, to a quarter of an hour; null before that
public record IntakeCounts(
    long received, long stored, long repeated, long quarantined, @Nullable Instant since) {

  /// These and what was counted later.
  IntakeCounts and(IntakeCounts later) {
    return new IntakeCounts(
        received + later.received,
        stored + later.stored,
        repeated + later.repeated,
        quarantined + later.quarantined,
        since == null ? later.since : since);
  }

  /// Acknowledged, but neither stored nor refused as a repeat: must be 0.
  public long lost() {
    return received - stored - repeated - quarantined;
  }
}
