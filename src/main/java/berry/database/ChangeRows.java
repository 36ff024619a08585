package berry.database;

import berry.database.Changes.Change;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/// The `change` table.
final class ChangeRows {

  /// How long a transaction may stay open between writing its row and committing it.
  static final int LATE_SECONDS = 5;

  private static final String COLUMNS =
      "id, at, topic, person_id, chat_id, ref, received_at, person_ids, chat_ids";
  private static final int PRUNED_AT_ONCE = 10_000;

  /// By hand: at ten thousand rows a second Jdbi's own mapper took a tenth of the computing.
  private static final RowMapper<List<Change>> CHANGES =
      (row, context) -> {
        Change one =
            new Change(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                Topic.of(row.getString("topic")),
                number(row, "person_id"),
                number(row, "chat_id"),
                row.getString("ref"),
                time(row, "received_at"));
        return bundle(one, numbers(row, "person_ids"), numbers(row, "chat_ids"));
      };

  private final Jdbi jdbi;

  ChangeRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static void add(Handle transaction, Topic topic, Subject about) {
    transaction
        .createUpdate(
            """
            INSERT INTO change (topic, person_id, chat_id, ref)
            VALUES (:topic, :personId, :chatId, :ref)
            """)
        .bind("topic", topic.word())
        .bind("personId", about.personId())
        .bind("chatId", about.chatId())
        .bind("ref", about.ref())
        .execute();
  }

  /// @param limit of rows; each may be several changes, which have its id
  List<List<Change>> newerThan(long id, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT " + COLUMNS + " FROM change WHERE id > :id ORDER BY id LIMIT :limit")
            // The driver would wake its timer's thread for each, which cost more than the
            // answer.
            .setQueryTimeout(0)
            .bind("id", id)
            .bind("limit", limit)
            .map(CHANGES)
            .list());
  }

  List<Change> among(Long[] ids) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT " + COLUMNS + " FROM change WHERE id = ANY (:ids) ORDER BY id")
            .bind("ids", ids)
            .map(CHANGES)
            .stream()
            .flatMap(List::stream)
            .toList());
  }

  /// @return ends with the row that brings them to the limit
  List<Change> since(long id, int limit) {
    return jdbi.withHandle(handle -> {
      List<Change> found = new ArrayList<>();
      try (ResultIterator<List<Change>> rows =
          handle
              .createQuery(
                  """
                  SELECT %s
                  FROM change
                  WHERE at > coalesce(
                      (SELECT at FROM change WHERE id <= :id ORDER BY id DESC LIMIT 1)
                        - make_interval(secs => :late),
                      '-infinity')
                  ORDER BY id
                  LIMIT :limit
                  """
                      .formatted(COLUMNS))
              .bind("id", id)
              .bind("late", LATE_SECONDS)
              .bind("limit", limit)
              .map(CHANGES)
              .iterator()) {
        while (rows.hasNext() && found.size() < limit) {
          found.addAll(rows.next());
        }
      }
      return found;
    });
  }

  boolean reaches(long id) {
    return one(
            """
            SELECT (:id >= coalesce(min(id), 1) - 1 AND :id <= coalesce(max(id), 0))::int
            FROM change
            """,
            id)
        == 1;
  }

  long newest() {
    return one("SELECT coalesce(max(id), 0) FROM change WHERE id > :id", 0);
  }

  /// The newest id that no late commit can come before any more.
  long settled() {
    return one(
        """
        SELECT coalesce(max(id), :id)
        FROM change
        WHERE at < clock_timestamp() - make_interval(secs => %d)
        """
            .formatted(LATE_SECONDS),
        0);
  }

  /// The newest row always stays: it tells where the ids stand when a quiet day has gone by.
  int prune() {
    int all = 0;
    for (int some = PRUNED_AT_ONCE; some == PRUNED_AT_ONCE; all += some) {
      some =
          jdbi.withHandle(handle ->
              handle.execute(
                  """
                  DELETE FROM change
                  WHERE id IN (
                    SELECT id
                    FROM change
                    WHERE at < clock_timestamp() - interval '24 hours'
                      AND id < (SELECT max(id) FROM change)
                    LIMIT ?)
                  """,
                  PRUNED_AT_ONCE));
    }
    return all;
  }

  private long one(String sql, long id) {
    return jdbi.withHandle(
        handle -> handle.createQuery(sql).bind("id", id).mapTo(Long.class).one());
  }

  private static List<Change> bundle(
      Change one, @Nullable Long @Nullable [] people, @Nullable Long @Nullable [] chats) {
    if (people == null || chats == null) {
      return List.of(one);
    }
    List<Change> all = new ArrayList<>(people.length);
    for (int n = 0; n < people.length; n++) {
      all.add(one.about(people[n], chats[n]));
    }
    return all;
  }

  private static @Nullable Long @Nullable [] numbers(ResultSet row, String column)
      throws SQLException {
    Array array = row.getArray(column);
    return array == null ? null : (Long[]) array.getArray();
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
