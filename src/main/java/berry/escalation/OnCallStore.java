package berry.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `oncall`.
interface OnCallStore {

  /// Who took a role over, while they can be reached.
  record Row(
      String role,
      long personId,
      Instant until,
      String called,
      @Nullable String language,
      @Nullable String languageCode) {}

  @SqlQuery(
      """
      SELECT
        oncall.role,
        oncall.person_id,
        oncall.until,
        coalesce(staff.name, nullif(person.first_name, ''), oncall.person_id::text) AS called,
        person.language,
        coalesce(person.language_code, '') AS language_code
      FROM oncall
      JOIN person ON person.id = oncall.person_id
      JOIN chat ON chat.id = oncall.person_id
      LEFT JOIN staff ON staff.person_id = oncall.person_id
      WHERE oncall.until > :now
        AND person.blocked_at IS NULL
        AND chat.unreachable IS NULL
      """)
  @RegisterConstructorMapper(Row.class)
  List<Row> current(Instant now);

  @SqlUpdate(
      """
      INSERT INTO oncall (role, person_id, until, by_id, at)
      VALUES (:role, :personId, :until, :by, :now)
      ON CONFLICT (role) DO UPDATE
      SET person_id = excluded.person_id,
          until = excluded.until,
          by_id = excluded.by_id,
          at = excluded.at
      """)
  void put(String role, long personId, Instant until, @Nullable Long by, Instant now);

  /// @return whose it was; empty when nobody had taken it
  @SqlQuery("DELETE FROM oncall WHERE role = :role AND until > :now RETURNING person_id")
  Optional<Long> remove(String role, Instant now);

  /// Whether they can be written to, and what they would be called for is their business.
  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT
        FROM person
        JOIN chat ON chat.id = person.id
        WHERE person.id = :personId
          AND person.blocked_at IS NULL
          AND chat.unreachable IS NULL
          AND (
            EXISTS (SELECT FROM staff WHERE staff.person_id = person.id)
            OR EXISTS (
              SELECT
              FROM contact
              WHERE contact.person_id = person.id
                AND contact.source IN (:source, 'owner')
            )
          )
      )
      """)
  boolean mayTake(long personId, String source);
}
