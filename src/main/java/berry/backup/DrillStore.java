package berry.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The `backup_drill` table.
final class DrillStore {

  private final Jdbi jdbi;

  DrillStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void add(Drill drill) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO backup_drill (at, backup, source, rto_seconds, rpo_seconds, problem)
                VALUES (:at, :backup, :source, :rto, :rpo, :problem)
                """)
            .bind("at", drill.at().atOffset(ZoneOffset.UTC))
            .bind("backup", drill.backup())
            .bind("source", drill.source())
            .bind("rto", drill.rtoSeconds())
            .bind("rpo", drill.rpoSeconds())
            .bind("problem", drill.problem())
            .execute());
  }

  Optional<Drill> newest() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT at, backup, source, rto_seconds, rpo_seconds, problem
                FROM backup_drill
                ORDER BY at DESC
                LIMIT 1
                """)
            .map((row, context) -> drill(row))
            .findOne());
  }

  private static Drill drill(ResultSet row) throws SQLException {
    double rto = row.getDouble("rto_seconds");
    Double usable = row.wasNull() ? null : rto;
    return new Drill(
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("backup"),
        row.getString("source"),
        usable,
        row.getDouble("rpo_seconds"),
        row.getString("problem"));
  }
}
