package berry.conversations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a message says now, and the texts it had before, whatever order they came in.
///
/// @param head how it reads now
/// @param versions older texts that differ from what came after them, oldest first
record History(MessageRow head, List<Version> versions) {

  record Version(MessageRow.Key key, Instant at, @Nullable String text) {}

  /// @param states all states of one message that are known, in the order they came; never empty
  static History of(List<MessageRow> states) {
    List<MessageRow> ordered = new ArrayList<>(states);
    // The sort is stable: of two edits within Telegram's one second the later to come is newer. An
    // edit is newer than its original even if both bear the same second.
    ordered.sort(
        Comparator.comparing((MessageRow state) -> state.editedAt() != null)
            .thenComparing(MessageRow::since));
    List<Version> versions = new ArrayList<>();
    for (int n = 0; n + 1 < ordered.size(); n++) {
      MessageRow state = ordered.get(n);
      if (!Objects.equals(state.text(), ordered.get(n + 1).text())) {
        versions.add(new Version(state.key(), state.since(), state.text()));
      }
    }
    return new History(
        ordered.getLast().receivedAt(states.getFirst().receivedAt()), List.copyOf(versions));
  }
}
