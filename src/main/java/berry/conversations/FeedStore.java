package berry.conversations;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Everybody's messages.
@RegisterConstructorMapper(FeedStore.Row.class)
interface FeedStore {

  record Row(
      @Nested MessageStore.Line line,
      Instant receivedAt,
      @Nullable Long personId,
      @Nullable String firstName,
      @Nullable String username) {}

  record Wanted(Instant at, long number, long chat, long pending, int limit) {}

  @SqlQuery(
      "SELECT received_at, person_id, first_name, username, "
          + MessageStore.Line.COLUMNS
          + """
          FROM (
            (
              SELECT *
              FROM message_line
              WHERE listed
                AND (at, number, chat_id, pending) < (:at, :number, :chat, :pending)
              ORDER BY at DESC, number DESC, chat_id DESC
              LIMIT :limit
            )
            UNION ALL
            (
              SELECT *
              FROM outgoing_line
              WHERE listed
                AND (at, number, chat_id, pending) < (:at, :number, :chat, :pending)
              ORDER BY at DESC, number DESC
              LIMIT :limit
            )
            ORDER BY at DESC, number DESC, chat_id DESC, pending DESC
            LIMIT :limit
          ) AS line
          LEFT JOIN person ON person.id = line.person_id
          ORDER BY at DESC, number DESC, chat_id DESC, pending DESC
          """)
  List<Row> newest(@BindMethods Wanted wanted);
}
