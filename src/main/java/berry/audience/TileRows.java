package berry.audience;

import berry.access.Codes;
import berry.database.Cursor;
import berry.database.DataSet;
import berry.database.Database;
import berry.database.Page;
import berry.settings.Choices;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows behind a tile: as many as its value says, at the same moment.
public final class TileRows {

  private static final int KEY = 3;
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Database database;
  private final Choices choices;
  private final Clock clock;

  public TileRows(Database database, Choices choices, Clock clock) {
    this.database = database;
    this.choices = choices;
    this.clock = clock;
  }

  /// @param firstName empty when the person is no longer known
  public record Person(long id, String firstName, @Nullable String username) {}

  /// @param at unanswered: since when they wait; active: when last, to the quarter of an hour; new:
  ///   when first; messages: when it was sent
  /// @param text of the message, where there is one
  public record Row(Person person, Instant at, @Nullable String text) {}

  /// @param before [Page#next] of the page before; null for the first
  /// @param limit 1 to 100
  /// @throws IllegalArgumentException when `before` is no place in this list
  public Page<Row> rows(
      Tile tile, Range range, ZoneId zone, DataSet data, @Nullable String before, int limit) {
    Cursor place = before == null ? start(tile) : Cursor.read(before, KEY);
    int count = Math.clamp(limit, 1, Page.MOST);
    List<TileRowStore.Row> rows =
        database
            .jdbi()
            .inTransaction(transaction -> {
              data.use(transaction);
              return read(
                  transaction.attach(AudienceStore.class),
                  transaction.attach(TileRowStore.class),
                  tile,
                  new Asked(range, zone, place, count + 1));
            });
    return Page.of(rows, count, TileRows::row, TileRows::place);
  }

  private record Asked(Range range, ZoneId zone, Cursor place, int limit) {}

  private List<TileRowStore.Row> read(
      AudienceStore audience, TileRowStore store, Tile tile, Asked asked) {
    Instant now = clock.instant();
    Window window = Window.of(asked.range(), asked.zone(), now, audience.first().orElse(null));
    return switch (tile) {
      case UNANSWERED_NOW ->
          store.unanswered(wanted(asked, EARLIEST, now.minus(choices.answerLimit())), now);
      case ACTIVE_PEOPLE -> {
        Quarters quarters = Quarters.of(window.bounds());
        yield store.activePeople(
            wanted(asked, window.from(), window.to()),
            quarters.numbers(),
            quarters.days(),
            quarters.masks(),
            quarters.first());
      }
      case NEW_PEOPLE -> store.newPeople(wanted(asked, window.from(), window.to()));
      case MESSAGES_IN -> store.messagesIn(wanted(asked, window.from(), window.to()));
    };
  }

  private static TileRowStore.Wanted wanted(Asked asked, Instant from, Instant to) {
    Cursor place = asked.place();
    return new TileRowStore.Wanted(
        from, to, place.moment(0), place.number(1), place.number(2), asked.limit());
  }

  /// The list of those who wait begins with the oldest, the others with the newest.
  private static Cursor start(Tile tile) {
    return switch (tile) {
      case UNANSWERED_NOW -> Cursor.of(Cursor.micros(EARLIEST), Long.MIN_VALUE, Long.MIN_VALUE);
      case ACTIVE_PEOPLE, NEW_PEOPLE, MESSAGES_IN ->
          Cursor.of(Cursor.micros(LATEST), Long.MAX_VALUE, Long.MAX_VALUE);
    };
  }

  private static Cursor place(TileRowStore.Row row) {
    return Cursor.of(Cursor.micros(row.at()), row.number(), row.chat());
  }

  private static Row row(TileRowStore.Row row) {
    String name = row.firstName();
    String text = row.text();
    return new Row(
        new Person(row.personId(), name == null ? "" : name, row.username()),
        row.at(),
        text == null ? null : Codes.hidden(text));
  }
}
