package berry.inbox;

import berry.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The quarantined rows of `incoming`, and the transaction that takes one of them in after all. It
/// locks in the order of all writers; `update_seen` is left alone, the id was seen when it came.
final class QuarantineStore {

  /// Telegram forgets a pressed button after that.
  private static final Duration BUTTON = Duration.ofSeconds(150);

  private static final Duration COMMAND = Duration.ofHours(24);

  /// Sums are read over all shards, so any will do.
  private static final int SHARD = 0;

  /// How one attempt ended.
  sealed interface Look {

    record Done(Quarantine.Second second) implements Look {}

    /// Somebody else has it in hand, or has taken it in.
    record Gone() implements Look {}

    record Crossed(String reason) implements Look {}

    record Down(String reason) implements Look {}
  }

  private final DataSource source;
  private final long botId;
  private final BotCommands vocabulary;

  QuarantineStore(Database database, long botId, BotCommands vocabulary) {
    this.source = database.dataSource();
    this.botId = botId;
    this.vocabulary = vocabulary;
  }

  /// @param after null for the oldest
  List<Quarantine.Row> rows(Quarantine.@Nullable Row after, int limit) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT update_id, received_at, kind, length(body), reason
                FROM incoming
                WHERE bot_id = ?
                  AND state = 'quarantined'
                  AND (received_at, update_id) > (?, ?)
                ORDER BY received_at, update_id
                LIMIT ?
                """)) {
      statement.setLong(1, botId);
      statement.setTimestamp(2, Timestamp.from(after == null ? Instant.EPOCH : after.receivedAt()));
      statement.setLong(3, after == null ? Long.MIN_VALUE : after.updateId());
      statement.setInt(4, limit);
      List<Quarantine.Row> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(
              new Quarantine.Row(
                  found.getLong(1),
                  found.getTimestamp(2).toInstant(),
                  found.getString(3),
                  found.getLong(4),
                  found.getString(5)));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("the quarantine can't be read: " + e.getSQLState(), e);
    }
  }

  Look retry(Quarantine.Row row, Instant now, boolean dryRun) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        RowsStore.run(connection, List.of(RowsStore.patience()));
        Look look = look(connection, row, now);
        if (dryRun) {
          connection.rollback();
        } else {
          connection.commit();
        }
        return look;
      } catch (SQLException | RuntimeException e) {
        IntakeStore.rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      return switch (IntakeStore.judge(e)) {
        case IntakeStore.Outcome.Spoiled spoiled -> stays(row, spoiled.reason());
        case IntakeStore.Outcome.Crossed crossed -> new Look.Crossed(crossed.reason());
        case IntakeStore.Outcome.Down down -> new Look.Down(down.reason());
        case IntakeStore.Outcome.Committed done -> throw new IllegalStateException(e);
      };
    } catch (RuntimeException e) {
      return stays(row, "Berry failed: " + e.getClass().getSimpleName());
    }
  }

  private Look look(Connection connection, Quarantine.Row row, Instant now) throws SQLException {
    byte[] body = lock(connection, row);
    if (body == null) {
      return new Look.Gone();
    }
    Arrival arrival = Arrival.read(new Body(body), row.receivedAt(), vocabulary);
    String fault = arrival.fault();
    if (fault != null) {
      note(connection, row, fault);
      return stays(row, fault);
    }
    String state = owed(arrival, row, now) ? "due" : "stored";
    String kind = IncomingStore.kind(arrival);
    release(connection, row, arrival, kind, state);
    Known known = new Known();
    RowsStore.run(connection, IntakeStore.about(List.of(arrival), known));
    Batch batch = Batch.of(List.of(arrival), known);
    IntakeStore.store(connection, List.of(), batch);
    batch.tally().add("quarantined", row.receivedAt(), -1);
    batch.tally().add("stored", row.receivedAt(), 1);
    IntakeStore.finish(connection, batch, SHARD, List.of());
    return new Look.Done(
        new Quarantine.Second(row.updateId(), row.receivedAt(), kind, state, null));
  }

  /// What was asked too long ago is not answered any more. Nor is an update whose row bears another
  /// id than it turns out to have: the row would not be found when it is answered.
  private static boolean owed(Arrival arrival, Quarantine.Row row, Instant now) {
    Duration fresh = arrival.is("callback_query") ? BUTTON : COMMAND;
    return arrival.due()
        && arrival.updateId() == row.updateId()
        && row.receivedAt().plus(fresh).isAfter(now);
  }

  private byte @Nullable [] lock(Connection connection, Quarantine.Row row) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT body
            FROM incoming
            WHERE bot_id = ?
              AND update_id = ?
              AND received_at = ?
              AND state = 'quarantined'
            FOR UPDATE SKIP LOCKED
            """)) {
      statement.setLong(1, botId);
      statement.setLong(2, row.updateId());
      statement.setTimestamp(3, Timestamp.from(row.receivedAt()));
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? found.getBytes(1) : null;
      }
    }
  }

  private void release(
      Connection connection, Quarantine.Row row, Arrival arrival, String kind, String state)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            UPDATE incoming
            SET state = ?,
              kind = ?,
              person_id = ?,
              chat_id = ?,
              reason = NULL
            WHERE bot_id = ?
              AND update_id = ?
              AND received_at = ?
            """)) {
      statement.setString(1, state);
      statement.setString(2, kind);
      statement.setObject(3, IncomingStore.personId(arrival), java.sql.Types.BIGINT);
      statement.setObject(4, IncomingStore.chatId(arrival), java.sql.Types.BIGINT);
      statement.setLong(5, botId);
      statement.setLong(6, row.updateId());
      statement.setTimestamp(7, Timestamp.from(row.receivedAt()));
      statement.executeUpdate();
    }
  }

  private void note(Connection connection, Quarantine.Row row, String fault) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            UPDATE incoming
            SET reason = ?
            WHERE bot_id = ?
              AND update_id = ?
              AND received_at = ?
              AND reason IS DISTINCT FROM ?
            """)) {
      statement.setString(1, fault);
      statement.setLong(2, botId);
      statement.setLong(3, row.updateId());
      statement.setTimestamp(4, Timestamp.from(row.receivedAt()));
      statement.setString(5, fault);
      statement.executeUpdate();
    }
  }

  private static Look stays(Quarantine.Row row, String reason) {
    return new Look.Done(
        new Quarantine.Second(row.updateId(), row.receivedAt(), row.kind(), "quarantined", reason));
  }
}
