package berry.conversations;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// How much each of the team wrote.
public final class StaffMessages {

  private StaffMessages() {}

  /// Messages that Telegram took from `from` on and before `to`, by who wrote them; those that were
  /// deleted since, too.
  public static Map<Long, Long> count(Handle transaction, Instant from, Instant to) {
    Map<Long, Long> counts = new HashMap<>();
    transaction
        .attach(StaffMessageStore.class)
        .count(from, to)
        .forEach(one -> counts.put(one.staffId(), one.messages()));
    return counts;
  }
}
