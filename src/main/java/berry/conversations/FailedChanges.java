package berry.conversations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Of some messages of one chat, which changes failed last. One question for all of them, and none
/// when there is nothing that the team could have changed.
final class FailedChanges {

  private final Map<Long, ConversationMessageStore.Failed> byQueued = new HashMap<>();
  private final Map<Long, ConversationMessageStore.Failed> byNumber = new HashMap<>();

  private FailedChanges() {}

  static FailedChanges of(
      ConversationMessageStore store, long chatId, List<MessageStore.Line> lines) {
    List<MessageStore.Line> sent = lines.stream().filter(FailedChanges::changeable).toList();
    var failed = new FailedChanges();
    if (!sent.isEmpty()) {
      store
          .failedChanges(
              chatId,
              sent.stream().map(MessageStore.Line::outgoingId).filter(Objects::nonNull).toList(),
              sent.stream().map(MessageStore.Line::number).toList())
          .forEach(failed::add);
    }
    return failed;
  }

  private static boolean changeable(MessageStore.Line line) {
    return line.staff()
        && line.direction().equals("out")
        && !line.waits()
        && line.deletedAt() == null;
  }

  /// In the order of their ids, so the last one stands.
  private void add(ConversationMessageStore.Failed one) {
    Long target = one.target();
    Long number = one.messageId();
    if (target != null) {
      byQueued.put(target, one);
    }
    if (number != null) {
      byNumber.put(number, one);
    }
  }

  /// What is to be tried once more: the id of the row in `outgoing`.
  @Nullable Long id(MessageStore.Line line) {
    ConversationMessageStore.Failed failed = find(line);
    return failed == null ? null : (Long) failed.id();
  }

  ConversationMessage.@Nullable ChangeFailed shown(MessageStore.Line line) {
    ConversationMessageStore.Failed failed = find(line);
    return failed == null
        ? null
        : new ConversationMessage.ChangeFailed(
            failed.method().equals("deleteMessage") ? "delete" : "edit", failed.reason());
  }

  private ConversationMessageStore.@Nullable Failed find(MessageStore.Line line) {
    if (!changeable(line)) {
      return null;
    }
    Long queued = line.outgoingId();
    ConversationMessageStore.Failed one = queued == null ? null : byQueued.get(queued);
    ConversationMessageStore.Failed other = byNumber.get(line.number());
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.id() > other.id() ? one : other;
  }
}
