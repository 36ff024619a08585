package berry.conversations;

import berry.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// What stands above and beside one conversation, for the team only: whoever calls has checked
/// that.
public final class ConversationHeader {

  /// A draft that was changed within that time is being written.
  private static final Duration REPLYING = Duration.ofSeconds(15);

  private final Database database;

  public ConversationHeader(Database database) {
    this.database = database;
  }

  /// @param firstSeenAt when something first came from there
  /// @param blockedAt since when the person wants to hear nothing
  /// @param messages how many are kept, both ways
  public record Details(
      Instant firstSeenAt, Instant lastSeenAt, @Nullable Instant blockedAt, long messages) {}

  /// What the caller has begun to write.
  ///
  /// @param replyTo id of the message it answers
  public record Draft(String text, @Nullable String replyTo, Instant changedAt) {}

  /// @param replying colleagues who write an answer just now
  public record Opened(
      Conversation conversation,
      Details details,
      @Nullable Draft draft,
      List<Conversation.Colleague> replying) {}

  /// @param staffId who asks
  /// @return empty for a chat that nobody has written in
  public Optional<Opened> of(long chatId, long staffId, Instant now) {
    return database
        .jdbi()
        .inTransaction(
            TransactionIsolationLevel.REPEATABLE_READ,
            handle -> {
              ConversationHeaderStore store = handle.attach(ConversationHeaderStore.class);
              return handle
                  .attach(ConversationRowStore.class)
                  .rows(new Long[] {chatId}, staffId, now)
                  .stream()
                  .findAny()
                  .map(ConversationRowStore::conversation)
                  .map(conversation ->
                      new Opened(
                          conversation,
                          store.details(chatId),
                          store.draft(chatId, staffId).orElse(null),
                          store.replying(chatId, staffId, now.minus(REPLYING))));
            });
  }
}
