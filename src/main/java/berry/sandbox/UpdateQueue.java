package berry.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The updates a bot has not confirmed yet, by `update_id`. Guarded by [World]'s lock.
final class UpdateQueue {

  /// Ids of a week apart differ on Telegram; a sandbox begun anew must not repeat those of the last
  // one either.
  private static final long FIRST = 100_000_000, SPREAD = 800_000_000;

  /// How long Telegram keeps an update; all others 24 h.
  private static final Map<String, Duration> KEPT =
      Map.of(
          "callback_query", Duration.ofSeconds(150),
          "shipping_query", Duration.ofSeconds(150),
          "pre_checkout_query", Duration.ofSeconds(150),
          "inline_query", Duration.ofSeconds(30),
          "chosen_inline_result", Duration.ofSeconds(600));

  private long next = FIRST + ThreadLocalRandom.current().nextLong(SPREAD);
  private NavigableMap<Long, Pending> pending = new TreeMap<>();

  /// One waiting update.
  ///
  /// @param at when it arose, epoch milliseconds
  /// @param lane updates of one lane are delivered in order, lanes do not wait for each other
  record Pending(long id, long at, String lane, ObjectNode update) {}

  /// Queues an update and gives it its id.
  long add(ObjectNode update, Instant now) {
    long id = next++;
    ObjectNode whole = Trees.object().put("update_id", id);
    whole.setAll(update);
    pending.put(id, new Pending(id, now.toEpochMilli(), lane(update), whole));
    return id;
  }

  /// The oldest first.
  ///
  /// @param offset 0: whatever waits; positive: everything below is confirmed; negative: only the
  ///   last ones stay
  List<Pending> take(long offset, int limit, Instant now) {
    expire(now);
    if (offset > 0) {
      pending.headMap(offset).clear();
    } else if (offset < 0) {
      while (pending.size() > -offset) {
        pending.pollFirstEntry();
      }
    }
    List<Pending> first = new ArrayList<>();
    for (Pending one : pending.values()) {
      if (first.size() == limit) {
        break;
      }
      first.add(one);
    }
    return first;
  }

  void remove(long id) {
    pending.remove(id);
  }

  void clear() {
    pending.clear();
  }

  int size() {
    return pending.size();
  }

  /// The next id to be given. Setting it back plays Telegram after a quiet week, when ids start
  /// anew.
  void next(long id) {
    next = id;
  }

  /// Leaves out ids that a process killed before its last save may have given already.
  void skip(long ids) {
    next += ids;
  }

  private void expire(Instant now) {
    Iterator<Pending> all = pending.values().iterator();
    while (all.hasNext()) {
      Pending one = all.next();
      Duration kept = KEPT.getOrDefault(kind(one.update()), Duration.ofHours(24));
      if (one.at() < now.minus(kept).toEpochMilli()) {
        all.remove();
      }
    }
  }

  /// The name of the update's field.
  static String kind(JsonNode update) {
    return update.propertyNames().stream()
        .filter(name -> !name.equals("update_id"))
        .findFirst()
        .orElse("unknown");
  }

  private static String lane(JsonNode update) {
    String kind = kind(update);
    JsonNode body = update.path(kind);
    @Nullable JsonNode place =
        kind.equals("callback_query") ? body.path("from") : body.path("chat");
    return (kind.equals("callback_query") ? "user " : "chat ") + place.path("id").asString(kind);
  }
}
