package berry.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The rows of `code` that bring people into the team. `person_id` is who made one.
interface InvitationStore {

  record Found(long id, Role role, long createdBy, Instant expiresAt, @Nullable Long usedBy) {}

  @SqlQuery(
      """
      INSERT INTO code (code_hash, purpose, role, person_id, created_at, expires_at)
      VALUES (:hash, 'invite', :role, :by, :now, :expiresAt)
      RETURNING id
      """)
  long add(byte[] hash, String role, long by, Instant now, Instant expiresAt);

  @SqlQuery(
      """
      SELECT id, role, person_id AS created_by, expires_at, used_by
      FROM code
      WHERE code_hash = :hash
        AND purpose = 'invite'
      """)
  @RegisterConstructorMapper(Found.class)
  Optional<Found> find(byte[] hash);

  @SqlUpdate("UPDATE code SET used_at = :now, used_by = :personId WHERE id = :id")
  void use(long id, long personId, Instant now);

  /// Claims too: who owns the bot sees that it is about to be handed over.
  @SqlQuery(
      """
      SELECT
        code.id,
        coalesce(code.role, 'owner') AS role,
        code.created_at,
        code.expires_at,
        CASE code.purpose WHEN 'invite' THEN code.person_id END AS created_by,
        CASE code.purpose
          WHEN 'invite' THEN coalesce(staff.name, person.first_name, staff.first_name, '')
        END AS creator
      FROM code
      LEFT JOIN staff ON staff.person_id = code.person_id
      LEFT JOIN person ON person.id = code.person_id
      WHERE code.purpose IN ('invite', 'claim')
        AND code.used_at IS NULL
        AND code.expires_at > :now
      ORDER BY code.created_at DESC, code.id DESC
      LIMIT 200
      """)
  @RegisterConstructorMapper(Invitations.Open.class)
  List<Invitations.Open> open(Instant now);

  @SqlQuery(
      """
      SELECT coalesce(role, 'owner')
      FROM code
      WHERE id = :id
        AND purpose IN ('invite', 'claim')
        AND used_at IS NULL
        AND expires_at > :now
      """)
  Optional<Role> openRole(long id, Instant now);

  /// Its row stays a while, to say what happened.
  @SqlUpdate("UPDATE code SET expires_at = created_at WHERE id = :id")
  void end(long id);

  /// Those of somebody that give more than they may now.
  @SqlUpdate(
      """
      UPDATE code
      SET expires_at = created_at
      WHERE purpose = 'invite'
        AND person_id = :personId
        AND used_at IS NULL
        AND NOT EXISTS (
          SELECT FROM staff
          WHERE staff.person_id = :personId
            AND (staff.role = 'owner' OR (staff.role = 'admin' AND code.role = 'operator'))
        )
      """)
  void endUnfounded(long personId);
}
