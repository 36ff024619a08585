package berry.conversations;

import berry.database.Cursor;
import berry.database.DataSet;
import berry.database.Database;
import berry.database.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest messages of everybody, for the team only: whoever calls has checked that.
public final class Feed {

  private static final int KEY = 4;
  private static final Cursor START =
      Cursor.of(Cursor.micros(Instant.parse("9999-01-01T00:00:00Z")), 0L, 0L, 0L);

  private final Database database;

  public Feed(Database database) {
    this.database = database;
  }

  /// Whose conversation it is.
  public record Person(long id, String firstName, @Nullable String username) {}

  /// @param at when it was sent; for what still waits, when it was queued
  /// @param receivedAt when the update came, or Telegram took the message
  /// @param person null for what the bot says in a group
  /// @param staff whether somebody of the team wrote it
  /// @param state as in [Item#state]
  /// @param album as in [Item#album]
  public record Entry(
      String id,
      Instant at,
      Instant receivedAt,
      String direction,
      String kind,
      @Nullable String text,
      @Nullable Person person,
      long chatId,
      boolean staff,
      String state,
      @Nullable String reason,
      @Nullable String album) {}

  /// Newest first.
  ///
  /// @param before [Page#next] of the page before; null for the newest
  /// @param limit 1 to 100
  /// @throws IllegalArgumentException when `before` is no place in this list
  public Page<Entry> newest(@Nullable String before, int limit, DataSet data) {
    Cursor place = before == null ? START : Cursor.read(before, KEY);
    int count = Math.clamp(limit, 1, Page.MOST);
    var wanted =
        new FeedStore.Wanted(
            place.moment(0), place.number(1), place.number(2), place.number(3), count + 1);
    List<FeedStore.Row> rows =
        database
            .jdbi()
            .inTransaction(transaction -> {
              data.use(transaction);
              return transaction.attach(FeedStore.class).newest(wanted);
            });
    return Page.of(rows, count, Feed::entry, row -> Messages.place(row.line()));
  }

  private static Entry entry(FeedStore.Row row) {
    MessageStore.Line line = row.line();
    return new Entry(
        Messages.id(line),
        line.at(),
        row.receivedAt(),
        line.direction(),
        line.kind(),
        PlainText.of(line.text(), line.parseMode()),
        person(row),
        line.chatId(),
        row.staff(),
        line.state(),
        line.reason(),
        line.album());
  }

  private static @Nullable Person person(FeedStore.Row row) {
    Long id = row.personId();
    String name = row.firstName();
    return id == null ? null : new Person(id, name == null ? "" : name, row.username());
  }
}
