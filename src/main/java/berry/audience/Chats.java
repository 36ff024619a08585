package berry.audience;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What becomes of a chat when it is written to, within the transaction that notes what was sent.
///
/// All writers lock person before chat, chat before message and message before the numbers, so
/// whoever calls several of these keeps to that order: [#blocked] first, [#replied] last, after the
/// messages. Of one transaction and of its thread.
public final class Chats {

  private final ChatStore store;

  public Chats(Handle transaction) {
    this.store = transaction.attach(ChatStore.class);
  }

  /// A chat as it is.
  ///
  /// @param privately whether it is the chat of one person, whose id it bears
  /// @param waitingSince when the oldest question was asked that nobody has answered; null when
  ///   nobody waits
  public record Now(boolean privately, @Nullable Instant waitingSince) {}

  /// Whether it can be written to.
  ///
  /// @param unreachable why nothing arrives there, a code of the outbox's; null when it does
  /// @param migratedTo the supergroup that it became; null while it is what it is
  public record Standing(@Nullable String unreachable, @Nullable Long migratedTo) {}

  /// Null for a chat that nobody has written in.
  public @Nullable Standing standing(long chatId) {
    return store.standing(chatId);
  }

  /// Somebody of the team writes there, so it is not done any more.
  ///
  /// @return whether it was done
  public boolean reopen(long chatId) {
    return store.reopen(chatId);
  }

  /// Locked until the end of the transaction: a question that comes at this moment is written
  /// before or after. Null for a chat that nobody has written in.
  public @Nullable Now lock(long chatId) {
    return store.lock(chatId);
  }

  /// Something arrived there, so it can be reached.
  public void reached(long chatId) {
    store.reached(chatId);
  }

  /// Nothing arrives there any more.
  ///
  /// @param reason a code of the outbox's
  public void unreachable(long chatId, String reason) {
    store.unreachable(chatId, reason);
  }

  /// The person does not want to hear from the bot. Once noted, the moment stays.
  public void blocked(long personId) {
    store.blocked(personId);
  }

  /// Nobody waits any more, except with what was written after the answer.
  ///
  /// @param messageId the answer's: of two messages of one second it tells which came first
  public void answered(long chatId, Instant answeredAt, long messageId) {
    store.answered(chatId, answeredAt, messageId);
  }

  /// A question got its first reply; a second one to the same question is not counted.
  ///
  /// @param staffId who gave it; null for the bot itself
  public void replied(long chatId, Instant askedAt, Instant answeredAt, @Nullable Long staffId) {
    store.firstReply(chatId, askedAt, answeredAt, staffId);
  }

  /// The conversation is over: nobody waits there any more, and nothing is put off. The next
  /// question opens it again.
  ///
  /// @return false when it was so already, or nobody has written there
  public boolean done(long chatId, Instant at) {
    return store.done(chatId, at) == 1;
  }

  /// It is not over after all. Who waited before waits no longer all the same.
  ///
  /// @return false when it was open
  public boolean reopened(long chatId) {
    return store.reopened(chatId) == 1;
  }

  /// Who waits there is nobody's task until that moment, or until they write again.
  ///
  /// @param until null to end it now
  /// @return false when it was so already, or nobody has written there
  public boolean snoozed(long chatId, @Nullable Instant until) {
    return store.snoozed(chatId, until) == 1;
  }

  /// A group became a supergroup, which has another id and from now on the messages.
  public void moved(long formerChatId, long chatId) {
    store.addSupergroup(formerChatId, chatId);
    store.migrated(formerChatId, chatId);
  }

  /// The supergroup that a group became; empty while it is one.
  public Optional<Long> migratedTo(long chatId) {
    return store.migratedTo(chatId);
  }
}
