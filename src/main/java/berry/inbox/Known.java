package berry.inbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the database knows about the people and messages of a batch before it is stored.
///
/// @param staff who belongs to the team now; a later role changes no past number
/// @param dates of messages that came again without a date of their own
record Known(Set<Long> staff, Map<Place, Instant> dates) {

  /// A message, whenever it was sent.
  record Place(long chatId, long messageId) {}

  /// To be filled by what is read.
  Known() {
    this(new HashSet<>(), new HashMap<>());
  }
}
