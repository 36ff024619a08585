package berry.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The `session` and `sign_out` tables.
interface SessionStore {

  record Seen(@Nested Sessions.Caller caller, Instant usedAt) {}

  /// Until the transaction ends, the person neither signs in nor out anywhere else.
  @SqlUpdate("SELECT pg_advisory_xact_lock(hashtext('berry.session'), hashint8(:personId))")
  void lock(long personId);

  @SqlUpdate(
      """
      INSERT INTO session (token_hash, person_id, created_at, used_at, expires_at)
      VALUES (:hash, :personId, :now, :now, :expiresAt)
      """)
  void add(byte[] hash, long personId, Instant now, Instant expiresAt);

  @SqlQuery(
      """
      SELECT
        session.person_id,
        coalesce(staff.role, 'user') AS role,
        coalesce(person.first_name, '') AS first_name,
        person.last_name,
        person.username,
        coalesce(
          person.language,
          CASE WHEN person.language_code LIKE 'ru%' THEN 'ru' ELSE 'en' END
        ) AS language,
        person.time_zone,
        session.used_at
      FROM session
      LEFT JOIN staff ON staff.person_id = session.person_id
      LEFT JOIN person ON person.id = session.person_id
      WHERE session.token_hash = :hash
        AND session.expires_at > :now
        AND session.used_at > :idleSince
      """)
  @RegisterConstructorMapper(Seen.class)
  Optional<Seen> find(byte[] hash, Instant now, Instant idleSince);

  @SqlUpdate(
      """
      UPDATE session
      SET used_at = :now
      WHERE token_hash = :hash
        AND used_at < :before
      """)
  int touch(byte[] hash, Instant now, Instant before);

  @SqlQuery("SELECT person_id FROM session WHERE token_hash = :hash")
  Optional<Long> owner(byte[] hash);

  @SqlUpdate("DELETE FROM session WHERE token_hash = :hash")
  void close(byte[] hash);

  @SqlUpdate("DELETE FROM session WHERE person_id = :personId")
  int closeAll(long personId);

  @SqlQuery("DELETE FROM session RETURNING person_id")
  List<Long> closeEverybody();

  @SqlUpdate(
      """
      INSERT INTO sign_out (person_id, at)
      VALUES (:personId, :now)
      ON CONFLICT (person_id) DO UPDATE SET at = greatest(sign_out.at, excluded.at)
      """)
  void signOut(long personId, Instant now);

  @SqlQuery("SELECT EXISTS (SELECT FROM sign_out WHERE person_id = :personId AND at >= :signedAt)")
  boolean signedOutSince(long personId, Instant signedAt);

  @SqlUpdate("DELETE FROM session WHERE expires_at <= :now OR used_at <= :idleSince")
  int forget(Instant now, Instant idleSince);

  /// Launch data that old is refused for its age alone.
  @SqlUpdate("DELETE FROM sign_out WHERE at < :before")
  int forgetSignOuts(Instant before);
}
