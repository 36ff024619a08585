package berry.inbox;

import berry.database.Topic;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A wake-up for open screens: once a batch for the same topic, person and chat.
///
/// @param receivedAt when the first update behind it came
record ChangeRow(About about, Instant receivedAt) {

  record About(Topic topic, @Nullable Long personId, @Nullable Long chatId)
      implements Comparable<About> {

    private static final Comparator<Long> NUMBER = Comparator.nullsFirst(Comparator.naturalOrder());

    @Override
    public int compareTo(About other) {
      int order = topic.compareTo(other.topic);
      order = order != 0 ? order : NUMBER.compare(personId, other.personId);
      return order != 0 ? order : NUMBER.compare(chatId, other.chatId);
    }
  }
}
