package berry.conversations;

import berry.audience.Chats;
import berry.database.Changes;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Changes where conversations stand, for the team only: whoever calls has checked that. Each
/// method answers false for a chat that nobody has written in; what is so already stays so, untold.
public final class ConversationStates {

  private final Changes changes;

  public ConversationStates(Changes changes) {
    this.changes = changes;
  }

  /// Nobody waits there any more, until the next question. What colleagues have begun to write
  /// stays.
  public boolean done(long chatId, Instant now) {
    return change(chatId, transaction -> new Chats(transaction).done(chatId, now));
  }

  /// What became of the wish to close a conversation, or to put it off.
  public sealed interface Closing {

    /// It is so, if it was not before.
    record Done() implements Closing {}

    /// Nobody has written in that chat.
    record NoChat() implements Closing {}

    /// What is said to have been seen is no item of that conversation.
    record NoItem() implements Closing {}

    /// People have written since.
    ///
    /// @param at when they wrote last
    record Newer(Instant at) implements Closing {}
  }

  private interface Close {
    /// @return whether it makes a difference
    boolean in(Chats chats);
  }

  /// The same, unless people have written what whoever closes it has not seen.
  ///
  /// @param lastSeen id of the newest item that they have
  public Closing done(long chatId, Instant now, String lastSeen) {
    return close(chatId, lastSeen, chats -> chats.done(chatId, now));
  }

  private Closing close(long chatId, String lastSeen, Close close) {
    return changes.inTransaction((transaction, news) -> {
      Chats chats = new Chats(transaction);
      // From here on no question comes in before this is decided.
      if (chats.lock(chatId) == null) {
        return new Closing.NoChat();
      }
      Optional<Sight> sight =
          Sight.of(transaction.attach(ConversationMessageStore.class), chatId, lastSeen);
      if (sight.isEmpty()) {
        return new Closing.NoItem();
      }
      Sight seen = sight.get();
      Optional<Instant> newer = store(transaction).newer(chatId, seen.messageId(), seen.at());
      if (newer.isPresent()) {
        return new Closing.Newer(newer.get());
      }
      if (close.in(chats)) {
        news.tell(Topic.CONVERSATION, Subject.chat(chatId));
      }
      return new Closing.Done();
    });
  }

  public boolean reopen(long chatId) {
    return change(chatId, transaction -> new Chats(transaction).reopened(chatId));
  }

  /// @param until null to end it
  public boolean snooze(long chatId, @Nullable Instant until) {
    return change(chatId, transaction -> new Chats(transaction).snoozed(chatId, until));
  }

  /// The same, unless people have written what whoever puts it off has not seen: a question that
  /// crosses the wish would otherwise be put off unread.
  ///
  /// @param lastSeen id of the newest item that they have
  public Closing snooze(long chatId, Instant until, String lastSeen) {
    return close(chatId, lastSeen, chats -> chats.snoozed(chatId, until));
  }

  /// @param tags all of them, from now on
  public boolean tag(long chatId, List<String> tags) {
    String[] all = tags.toArray(String[]::new);
    return change(chatId, transaction -> store(transaction).tag(chatId, all) == 1);
  }

  /// Somebody has read up to there; a later mark stays.
  public boolean read(long chatId, long staffId, Instant at) {
    return change(chatId, transaction -> store(transaction).read(chatId, staffId, at) == 1);
  }

  private interface Change {
    /// @return whether it makes a difference
    boolean in(Handle transaction);
  }

  private boolean change(long chatId, Change change) {
    return changes.inTransaction((transaction, news) -> {
      if (!store(transaction).exists(chatId)) {
        return false;
      }
      if (change.in(transaction)) {
        news.tell(Topic.CONVERSATION, Subject.chat(chatId));
      }
      return true;
    });
  }

  private static ConversationStateStore store(Handle transaction) {
    return transaction.attach(ConversationStateStore.class);
  }
}
