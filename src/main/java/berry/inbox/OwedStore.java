package berry.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The rows of `incoming` that wait for the bot.
interface OwedStore {

  record Row(long updateId, Instant receivedAt, Body body) {}

  /// Jdbi knows columns, not our [Body].
  final class RowMapper implements org.jdbi.v3.core.mapper.RowMapper<Row> {
    @Override
    public Row map(ResultSet found, StatementContext context) throws SQLException {
      return new Row(
          found.getLong("update_id"),
          found.getTimestamp("received_at").toInstant(),
          new Body(found.getBytes("body")));
    }
  }

  @SqlQuery(
      """
      SELECT update_id, received_at, body
      FROM incoming
      WHERE bot_id = :botId
        AND state = 'due'
        AND received_at <= :before
      ORDER BY received_at, update_id
      LIMIT :limit
      """)
  @RegisterRowMapper(RowMapper.class)
  List<Row> due(long botId, Instant before, int limit);

  @SqlUpdate(
      """
      UPDATE incoming
      SET state = 'handled',
        reason = :reason
      WHERE bot_id = :botId
        AND update_id = :updateId
        AND received_at = :receivedAt
        AND state = 'due'
      """)
  void handled(long botId, long updateId, Instant receivedAt, @Nullable String reason);
}
