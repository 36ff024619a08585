package berry.inbox;

import berry.database.BulkStatement;
import berry.telegram.Update;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The `incoming` table: each update as it came.
final class IncomingStore {

  /// The name of the update's field is whatever its sender wrote there.
  private static final Pattern NOT_A_NAME = Pattern.compile("[^A-Za-z0-9_]");

  private static final int LONGEST_NAME = 64;

  private IncomingStore() {}

  static BulkStatement<?> add(long botId, Collection<Arrival> fresh) {
    return new BulkStatement<Arrival>(
            """
            INSERT INTO incoming (
              bot_id, update_id, received_at, kind, person_id, chat_id, state, reason, body)
            SELECT
              ?, update_id, to_timestamp(received_at), kind, person_id, chat_id, state, reason, body
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) AS update (
              update_id, received_at, kind, person_id, chat_id, state, reason, body)
            """,
            fresh)
        .all(botId)
        .numbers(Arrival::updateId)
        .times(Arrival::receivedAt)
        .texts(IncomingStore::kind)
        .numbers(IncomingStore::personId)
        .numbers(IncomingStore::chatId)
        .texts(IncomingStore::state)
        .texts(Arrival::fault)
        .bytes(arrival -> arrival.body().bytes());
  }

  static String kind(Arrival arrival) {
    String kind = arrival.update() == null ? "unreadable" : arrival.update().kind();
    String name = NOT_A_NAME.matcher(kind).replaceAll("");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  private static String state(Arrival arrival) {
    if (arrival.fault() != null) {
      return "quarantined";
    }
    return arrival.due() ? "due" : "stored";
  }

  static @Nullable Long personId(Arrival arrival) {
    Update update = arrival.update();
    return update == null || update.sender() == null ? null : update.sender().id();
  }

  static @Nullable Long chatId(Arrival arrival) {
    Update update = arrival.update();
    return update == null || update.chat() == null ? null : update.chat().id();
  }
}
