package berry.backup;

import berry.database.Address;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How many rows were written to the live database since its server began to count, without reading
/// any of them: what PostgreSQL's own statistics say of each table.
///
/// Ids of updates and changes would miss what is edited where it stands, and tables of others. The
/// statistics miss nothing: a transaction is counted when it ends or up to ten seconds later, so
/// one that a snapshot did not see always moves the number that was read before that snapshot. They
/// begin anew after a crash and in a restored database, which reads as a change and costs one
/// backup.
final class WrittenStore {

  /// Written by Berry while nothing happens: heartbeats, figures, how its own calls went, wake-ups,
  /// and what no backup holds. `setting` is among them, for Berry notes things there; what people
  /// choose is seen by `setting_change`. An incident is not: it is news, and so is what people do
  /// about it, but who is called again because nobody does anything is not.
  private static final String ROWS =
      """
      SELECT
        CASE
          WHEN current_setting('track_counts')::boolean
          THEN sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint
        END
      FROM pg_stat_user_tables
      WHERE NOT (
        schemaname = 'public' AND relname IN (
          'alert', 'backup', 'backup_drill', 'backup_work', 'change', 'code', 'escalation_timer',
          'intake_pause', 'lease', 'metric_point', 'notification', 'reception', 'replica',
          'scheduled_tasks', 'session', 'setting', 'webhook_secret'))
      """;

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private WrittenStore() {}

  /// @param then what [#read] told
  static boolean changed(Address live, long then) {
    try {
      Long now = read(live);
      return now == null || now != then;
    } catch (SQLException e) {
      throw Refusal.of(live, e);
    }
  }

  /// @return null: the server does not count
  static @Nullable Long read(Address live) throws SQLException {
    try (Connection connection = live.connect(SILENCE);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ROWS)) {
      row.next();
      long rows = row.getLong(1);
      return row.wasNull() ? null : rows;
    }
  }
}
