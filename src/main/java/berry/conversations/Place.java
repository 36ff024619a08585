package berry.conversations;

import berry.database.Cursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A place between two items of a conversation: what is older lies before it, the rest after.
///
/// Messages stand in the order of their ids, what waits and notes in the order of time, so it is a
/// place in both of these. Read from one place both ways, each item comes exactly once, even where
/// Telegram's clock and ours disagree.
///
/// @param number with `sentAt` the first message after it
/// @param at with `pending` and `id` the first of the others after it
record Place(long number, Instant sentAt, Instant at, long pending, long id) {

  private static final int KEY = 5;

  /// Later than any message: dates of the far future are clamped when they come.
  static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  /// Behind the newest.
  static final Place END = new Place(Long.MAX_VALUE, NEVER, NEVER, 0, 0);

  /// @throws IllegalArgumentException when the text is none
  static Place read(String text) {
    Cursor cursor = Cursor.read(text, KEY);
    return new Place(
        cursor.number(0), cursor.moment(1), cursor.moment(2), cursor.number(3), cursor.number(4));
  }

  String text() {
    return Cursor.of(number, Cursor.micros(sentAt), Cursor.micros(at), pending, id).text();
  }

  /// Right before that item, as for its own kind.
  Place before(MessageStore.Line line) {
    return line.waits()
        ? new Place(number, sentAt, line.at(), line.pending(), line.number())
        : new Place(line.number(), line.at(), at, pending, id);
  }

  /// Right behind that item, as for its own kind.
  Place behind(MessageStore.Line line) {
    return line.waits()
        ? new Place(number, sentAt, line.at(), line.pending(), line.number() + 1)
        : new Place(line.number(), line.at().plus(1, ChronoUnit.MICROS), at, pending, id);
  }

  /// The same with others than messages split at that moment.
  Place othersAt(Instant moment) {
    return new Place(number, sentAt, moment, 0, 0);
  }

  /// The same with messages split right behind that one.
  Place messagesBehind(long message, Instant when) {
    return new Place(message, when.plus(1, ChronoUnit.MICROS), at, pending, id);
  }
}
