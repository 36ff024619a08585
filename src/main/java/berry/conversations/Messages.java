package berry.conversations;

import berry.database.Cursor;
import berry.database.Database;
import berry.database.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A person's own messages, both ways. Another person's are never found, whatever is asked.
public final class Messages {

  private static final int KEY = 4;

  /// Later than any message: dates of the far future are clamped when they come.
  private static final Cursor START =
      Cursor.of(Cursor.micros(Instant.parse("9999-01-01T00:00:00Z")), 0L, 0L, 0L);

  private final Database database;

  public Messages(Database database) {
    this.database = database;
  }

  /// A text that the message had before it was edited.
  ///
  /// @param at when that version came
  public record Version(@Nullable String text, Instant at) {}

  /// @param versions oldest first, without the present text; none of what is deleted
  public record Detail(Item item, List<Version> versions) {}

  /// Newest first.
  ///
  /// @param before [Page#next] of the page before; null for the newest
  /// @param limit 1 to 100
  /// @param search part of a text, in any case; null or blank for all
  /// @throws IllegalArgumentException when `before` is no place in this list
  public Page<Item> of(
      long personId, @Nullable String before, int limit, Filter filter, @Nullable String search) {
    Cursor place = before == null ? START : Cursor.read(before, KEY);
    int count = Math.clamp(limit, 1, Page.MOST);
    var wanted =
        new MessageStore.Wanted(
            personId,
            direction(filter),
            filter == Filter.FILES,
            like(search),
            place.moment(0),
            place.number(1),
            place.number(2),
            place.number(3),
            count + 1);
    List<MessageStore.Line> lines =
        database.jdbi().withExtension(MessageStore.class, store -> store.newest(wanted));
    return Page.of(lines, count, Messages::item, Messages::place);
  }

  /// @param id [Item#id]
  /// @return empty when there is no such message of this person
  public Optional<Detail> one(long personId, String id) {
    return database
        .jdbi()
        .withExtension(
            MessageStore.class,
            store -> line(store, personId, id).map(line -> detail(store, line)));
  }

  private static Optional<MessageStore.Line> line(MessageStore store, long personId, String id) {
    return switch (ItemId.read(id)) {
      case ItemId.Queued queued -> store.queued(personId, queued.outgoingId());
      case ItemId.Message one -> store.one(personId, one.chatId(), one.messageId(), one.sentAt());
      case ItemId.Note note -> Optional.empty(); // the team's own
      case null -> Optional.empty();
    };
  }

  private static Detail detail(MessageStore store, MessageStore.Line line) {
    List<Version> versions =
        line.waits() || line.deletedAt() != null
            ? List.of()
            : store.versions(line.chatId(), line.number(), line.at());
    return new Detail(item(line), versions.stream().map(Messages::shown).toList());
  }

  static Item item(MessageStore.Line line) {
    boolean deleted = line.deletedAt() != null;
    return new Item(
        line.id(),
        line.chatId(),
        line.direction(),
        line.kind(),
        deleted ? null : PlainText.of(line.text(), line.parseMode()),
        line.at(),
        editedAt(line),
        line.state(),
        line.reason(),
        deleted ? null : line.fileName(),
        deleted ? null : line.fileSize(),
        line.album(),
        line.authorForPeople(),
        deleted ? null : line.fileId(),
        deleted ? null : line.thumbnailId(),
        line.deletedAt());
  }

  static Version shown(Version version) {
    return new Version(version.text(), version.at().truncatedTo(ChronoUnit.SECONDS));
  }

  /// The microseconds only tell the edits of one second apart.
  static @Nullable Instant editedAt(MessageStore.Line line) {
    Instant at = line.editedAt();
    return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS);
  }

  static Cursor place(MessageStore.Line line) {
    return Cursor.of(Cursor.micros(line.at()), line.number(), line.chatId(), (long) line.pending());
  }

  private static @Nullable String direction(Filter filter) {
    return switch (filter) {
      case MINE -> "in";
      case ANSWERS -> "out";
      case ALL, FILES -> null;
    };
  }

  private static @Nullable String like(@Nullable String search) {
    // PostgreSQL keeps no U+0000, so none can be searched for.
    String wanted = search == null ? "" : search.replace("\0", "").strip();
    if (wanted.isEmpty()) {
      return null;
    }
    String literal = wanted.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + literal + "%";
  }
}
