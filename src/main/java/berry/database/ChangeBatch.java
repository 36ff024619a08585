package berry.database;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The `change` table, for what a batch of updates changes: a wake-up for open screens, once for
/// the same topic, person and chat. After the COMMIT: [Changes#wroteInBatch()].
public final class ChangeBatch {

  private record About(Topic topic, @Nullable Long personId, @Nullable Long chatId)
      implements Comparable<About> {

    private static final Comparator<Long> NUMBER = Comparator.nullsFirst(Comparator.naturalOrder());

    @Override
    public int compareTo(About other) {
      int order = topic.compareTo(other.topic);
      order = order != 0 ? order : NUMBER.compare(personId, other.personId);
      return order != 0 ? order : NUMBER.compare(chatId, other.chatId);
    }
  }

  /// When the first update behind each of them came.
  private final SortedMap<About, Instant> changes = new TreeMap<>();

  /// @param about a person, a chat or both; what else it refers to is not kept
  public void add(Topic topic, Subject about, Instant receivedAt) {
    changes.putIfAbsent(new About(topic, about.personId(), about.chatId()), receivedAt);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /// A row holds up to a hundred changes of one topic: with more it would be too long for a page,
  /// and PostgreSQL would compress it. Received is the first of them; they came within
  /// milliseconds.
  public BulkStatement<?> insert() {
    return new BulkStatement<Map.Entry<About, Instant>>(
            """
            INSERT INTO change (topic, person_ids, chat_ids, received_at)
            SELECT
              topic, array_agg(person_id), array_agg(chat_id), to_timestamp(min(received_at))
            FROM unnest(?, ?, ?, ?) WITH ORDINALITY
              AS one (topic, person_id, chat_id, received_at, number)
            GROUP BY topic, (number - 1) / 100
            """,
            changes.entrySet())
        .texts(change -> change.getKey().topic().word())
        .numbers(change -> change.getKey().personId())
        .numbers(change -> change.getKey().chatId())
        .times(Map.Entry::getValue);
  }
}
