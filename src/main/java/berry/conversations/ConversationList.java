package berry.conversations;

import berry.audience.ChatCounts;
import berry.database.Cursor;
import berry.database.Database;
import berry.database.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// The conversations of everybody, for the team only: whoever calls has checked that.
public final class ConversationList {

  private static final int KEY = 2;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Database database;

  public ConversationList(Database database) {
    this.database = database;
  }

  /// What to leave out; null for nothing.
  ///
  /// @param search words in names or in a text; the last may be the beginning of one
  public record Filters(
      @Nullable String search,
      @Nullable String tag,
      @Nullable String language,
      @Nullable String source,
      boolean unread) {

    public static final Filters NONE = new Filters(null, null, null, null, false);
  }

  /// How many each list has, whatever is filtered.
  ///
  /// @param overLimit of the unanswered those who have waited too long
  /// @param mine of the caller
  public record Counts(long unanswered, long overLimit, long mine, long all, long done) {}

  public record Listed(Page<Conversation> page, Counts counts) {}

  /// @param staffId who asks
  /// @param before [Page#next] of the page before; null for the first
  /// @param most 1 to 100
  /// @throws IllegalArgumentException when `before` is no place in such a list
  public Listed page(
      Tab tab, Filters filters, long staffId, Look look, @Nullable String before, int most) {
    Cursor place = before == null ? start(tab, filters) : Cursor.read(before, KEY);
    int count = Math.clamp(most, 1, Page.MOST);
    var wanted =
        new ConversationFindStore.Wanted(
            tab,
            staffId,
            filters.tag(),
            filters.language(),
            filters.source(),
            filters.unread(),
            SearchWords.Wanted.of(filters.search()),
            place.moment(0),
            place.number(1),
            count + 1,
            look.now());
    return database
        .jdbi()
        .inTransaction(
            TransactionIsolationLevel.REPEATABLE_READ, handle -> read(handle, wanted, count, look));
  }

  /// When somebody looks.
  ///
  /// @param limit how long a question may wait by then
  public record Look(Instant now, Duration limit) {}

  private static Listed read(
      Handle handle, ConversationFindStore.Wanted wanted, int count, Look look) {
    List<ConversationFindStore.Found> found = ConversationFindStore.find(handle, wanted);
    Map<Long, Conversation> shown = shown(handle, found, wanted);
    List<ConversationFindStore.Found> there = new ArrayList<>(found);
    there.removeIf(one -> !shown.containsKey(one.chatId()));
    Page<ConversationFindStore.Found> page =
        Page.of(there, count, one -> one, ConversationList::place);
    List<Conversation> items = new ArrayList<>();
    for (ConversationFindStore.Found one : page.items()) {
      Conversation conversation = shown.get(one.chatId());
      if (conversation != null) {
        items.add(conversation);
      }
    }
    return new Listed(new Page<>(items, page.next()), counts(handle, wanted.staffId(), look));
  }

  private static Map<Long, Conversation> shown(
      Handle handle, List<ConversationFindStore.Found> found, ConversationFindStore.Wanted wanted) {
    Long[] chats = found.stream().map(ConversationFindStore.Found::chatId).toArray(Long[]::new);
    Map<Long, Conversation> shown = new HashMap<>();
    for (ConversationRowStore.Row row :
        handle.attach(ConversationRowStore.class).rows(chats, wanted.staffId(), wanted.now())) {
      shown.put(row.chatId(), ConversationRowStore.conversation(row));
    }
    return shown;
  }

  private static Counts counts(Handle handle, long staffId, Look look) {
    ChatCounts chats = ChatCounts.read(handle, look.now().minus(look.limit()), look.now());
    ConversationCountStore store = handle.attach(ConversationCountStore.class);
    return new Counts(
        chats.unanswered(), chats.overLimit(), store.mine(staffId), store.all(), chats.done());
  }

  private static Cursor place(ConversationFindStore.Found found) {
    return Cursor.of(Cursor.micros(found.at()), found.chatId());
  }

  /// Those who wait come with the oldest first, all others with the newest.
  private static Cursor start(Tab tab, Filters filters) {
    boolean oldest = tab == Tab.UNANSWERED && SearchWords.Wanted.of(filters.search()) == null;
    return oldest
        ? Cursor.of(0L, Long.MIN_VALUE)
        : Cursor.of(Cursor.micros(LATEST), Long.MAX_VALUE);
  }
}
