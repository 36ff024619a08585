package berry.access;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `code` table.
interface CodeStore {

  /// What became of a code.
  record Fate(@Nullable Instant usedAt, @Nullable Long usedBy) {}

  /// A claim remembers the owner of this moment: it can take over from that one only.
  @SqlUpdate(
      """
      INSERT INTO code (code_hash, purpose, person_id, created_at, expires_at)
      SELECT :hash, 'claim', (SELECT person_id FROM staff WHERE role = 'owner'), :now, :expiresAt
      """)
  void addClaim(byte[] hash, Instant now, Instant expiresAt);

  @SqlUpdate(
      """
      INSERT INTO code (code_hash, purpose, person_id, created_at, expires_at)
      VALUES (:hash, 'dashboard', :personId, :now, :expiresAt)
      """)
  void addDashboard(byte[] hash, long personId, Instant now, Instant expiresAt);

  @SqlUpdate(
      """
      UPDATE code
      SET used_at = :now, used_by = :personId
      WHERE code_hash = :hash
        AND purpose = 'claim'
        AND used_at IS NULL
        AND expires_at > :now
        AND person_id IS NOT DISTINCT FROM (SELECT person_id FROM staff WHERE role = 'owner')
      """)
  int useClaim(byte[] hash, long personId, Instant now);

  @SqlQuery(
      """
      UPDATE code
      SET used_at = :now, used_by = person_id
      WHERE code_hash = :hash
        AND purpose = 'dashboard'
        AND used_at IS NULL
        AND expires_at > :now
      RETURNING person_id, created_at AS issued_at
      """)
  @RegisterConstructorMapper(SignInLinks.Used.class)
  Optional<SignInLinks.Used> useDashboard(byte[] hash, Instant now);

  @SqlQuery(
      """
      SELECT used_at, used_by
      FROM code
      WHERE code_hash = :hash
        AND purpose = 'claim'
      """)
  @RegisterConstructorMapper(Fate.class)
  Optional<Fate> claim(byte[] hash);

  /// Ends every claim that nobody has used. Their rows stay until [#forget], to say what happened.
  @SqlUpdate(
      """
      UPDATE code
      SET expires_at = created_at
      WHERE purpose = 'claim'
        AND used_at IS NULL
      """)
  void endClaims();

  @SqlUpdate(
      """
      DELETE FROM code
      WHERE purpose = 'dashboard'
        AND person_id = :personId
      """)
  void endDashboards(long personId);

  @SqlUpdate("DELETE FROM code WHERE purpose = 'dashboard'")
  void endAllDashboards();

  @SqlUpdate("DELETE FROM code WHERE expires_at < :before")
  int forget(Instant before);
}
