package berry.conversations;

import berry.database.Database;
import berry.database.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// All that stands in one chat, private or of many, for the team only: whoever calls has checked
/// that.
public final class ConversationMessages {

  private final Database database;
  private final Clock clock;

  public ConversationMessages(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A stretch of a conversation.
  ///
  /// @param items newest first
  /// @param next where older ones begin; null when there are none
  /// @param previous where newer ones begin; null when there are none
  public record Stretch(
      List<ConversationMessage> items, @Nullable String next, @Nullable String previous) {}

  /// @param versions oldest first, without the present text; none of what is deleted
  public record Detail(ConversationMessage item, List<Messages.Version> versions) {}

  /// Where to begin; the newest when nothing is said.
  ///
  /// @param before [Stretch#next]: what is older
  /// @param after [Stretch#previous]: what is newer
  /// @param around an [item's id][ConversationMessage#id]: that item and what stands around it
  public record From(@Nullable String before, @Nullable String after, @Nullable String around) {

    public static final From NEWEST = new From(null, null, null);
  }

  /// @param viewer who of the team looks: notes are changed by their author only
  /// @param limit 1 to 100
  /// @return empty for a chat that nobody has written in, or when no such item stands in it
  /// @throws IllegalArgumentException when `before` or `after` is no place in a conversation
  public Optional<Stretch> stretch(long chatId, long viewer, From from, int limit) {
    int count = Math.clamp(limit, 1, Page.MOST);
    return reading(store -> {
      Optional<String> type = store.type(chatId);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      ConversationReader reader = reader(store, chatId, type.get(), viewer);
      String around = from.around();
      if (around != null) {
        return reader.around(around, count);
      }
      String after = from.after();
      if (after != null) {
        return Optional.of(reader.newer(Place.read(after), count));
      }
      String before = from.before();
      return Optional.of(reader.older(before == null ? Place.END : Place.read(before), count));
    });
  }

  /// @return empty when no such item stands in this chat
  public Optional<Detail> one(long chatId, long viewer, String id) {
    return reading(store -> {
      Optional<String> type = store.type(chatId);
      return type.flatMap(known -> reader(store, chatId, known, viewer).detail(id));
    });
  }

  /// How what the team wrote can be changed.
  ///
  /// @param outgoingId what it was queued as; null for what was not queued here
  /// @param messageId Telegram's; null while it waits
  /// @param album what the whole album was queued as; null for a single message
  /// @param caption whether its words stand under a file
  /// @param text as it reads now
  /// @param failedChange what the last wish to change it was queued as, if that failed
  /// @param notEdit why its words can't be changed; null when they can
  /// @param notDelete why it can't be taken back; null when it can
  public record Own(
      @Nullable Long outgoingId,
      @Nullable Long messageId,
      @Nullable Long album,
      boolean caption,
      @Nullable String text,
      String state,
      @Nullable Long failedChange,
      @Nullable Changing notEdit,
      @Nullable Changing notDelete) {}

  /// @return empty when no such message stands in this chat; a note is none
  public Optional<Own> own(long chatId, String id) {
    return reading(store -> {
      ConversationReader reader = reader(store, chatId, "private", 0);
      return reader.find(id).filter(line -> !line.kind().equals("note")).map(reader::own);
    });
  }

  /// How far somebody has seen who has seen this.
  ///
  /// @param at when it was queued here, or came
  /// @param outgoingId 0 for what was not queued here
  /// @param messageId 0 for what has none
  public record Seen(Instant at, long outgoingId, long messageId) {

    /// Of somebody who has seen what is gone by now: it says no more how far.
    static final Seen ALL = new Seen(Place.NEVER, 0, 0);
  }

  /// @return empty when it is the id of no item of this chat
  public Optional<Seen> seen(long chatId, String id) {
    return reading(store ->
        switch (ItemId.read(id)) {
          // Also of one that was taken back meanwhile: ids of a chat grow.
          case ItemId.Queued one -> Optional.of(new Seen(Instant.EPOCH, one.outgoingId(), 0));
          case ItemId.Message one when one.chatId() == chatId ->
              store
                  .receivedAt(chatId, one.messageId(), one.sentAt())
                  .map(at -> new Seen(at, 0, one.messageId()))
                  .or(() -> Optional.of(Seen.ALL));
          case ItemId.Message elsewhere -> Optional.empty();
          case ItemId.Note one ->
              store
                  .note(chatId, one.id())
                  .map(line -> new Seen(line.at(), 0, 0))
                  .or(() -> Optional.of(Seen.ALL));
          case null -> Optional.empty();
        });
  }

  /// What people read as the author of what that person of the team writes.
  public static String nameOf(Handle transaction, long staffId) {
    var store = transaction.attach(ConversationMessageStore.class);
    return Author.name(staffId, store.nameOf(staffId).orElse(null));
  }

  private ConversationReader reader(
      ConversationMessageStore store, long chatId, String type, long viewer) {
    return new ConversationReader(store, chatId, type.equals("private"), viewer, clock.instant());
  }

  /// From one snapshot: what becomes sent at this moment is neither missing nor there twice.
  private <T> T reading(Function<ConversationMessageStore, T> read) {
    return database
        .jdbi()
        .inTransaction(
            TransactionIsolationLevel.REPEATABLE_READ,
            transaction -> read.apply(transaction.attach(ConversationMessageStore.class)));
  }
}
