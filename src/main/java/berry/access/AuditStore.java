package berry.access;

import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `audit` table.
interface AuditStore {

  @SqlUpdate(
      """
      INSERT INTO audit (person_id, act, target, detail)
      VALUES (:personId, :act, :target, CAST(:detail AS jsonb))
      """)
  void add(@Nullable Long personId, String act, @Nullable String target, String detail);
}
