package berry.database;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param next where the following part begins, a [Cursor] as text; null after the last
public record Page<T>(List<T> items, @Nullable String next) {

  /// The longest part that is given out at once.
  public static final int MOST = 100;

  /// The first rows as items. Asked for one row more than wanted, the database tells by it whether
  /// anything follows.
  ///
  /// @param rows up to `limit` + 1
  /// @param place the sort key of a row
  public static <R, T> Page<T> of(
      List<R> rows, int limit, Function<R, T> item, Function<R, Cursor> place) {
    boolean more = rows.size() > limit;
    List<R> shown = more ? rows.subList(0, limit) : rows;
    return new Page<>(
        shown.stream().map(item).toList(), more ? place.apply(shown.getLast()).text() : null);
  }
}
