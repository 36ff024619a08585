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

  /// @param person null for what the bot says in a group
  /// @param receivedAt when the update came, or Telegram took the message; for what still waits,
  ///   when it was queued
  /// @param staff whether somebody of the team wrote it
  public record Entry(Item item, @Nullable Person person, Instant receivedAt, boolean staff) {}

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
    return new Entry(Messages.item(row.line()), person(row), row.receivedAt(), row.line().staff());
  }

  private static @Nullable Person person(FeedStore.Row row) {
    Long id = row.personId();
    String name = row.firstName();
    return id == null ? null : new Person(id, name == null ? "" : name, row.username());
  }
}
