package berry.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `staff` table.
interface StaffStore {

  /// Lets one change of roles happen after the other; reading goes on meanwhile.
  @SqlUpdate("LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE")
  void lock();

  @SqlQuery("SELECT role FROM staff WHERE person_id = :personId")
  Optional<Role> roleOf(long personId);

  @SqlQuery("SELECT person_id FROM staff WHERE role = 'owner'")
  Optional<Long> owner();

  @SqlQuery("SELECT person_id FROM staff")
  Set<Long> all();

  @SqlUpdate("UPDATE staff SET role = 'admin' WHERE role = 'owner'")
  void ownerBecomesAdmin();

  @SqlUpdate(
      """
      INSERT INTO staff (person_id, role)
      VALUES (:personId, 'owner')
      ON CONFLICT (person_id) DO UPDATE SET role = 'owner'
      """)
  void putOwner(long personId);

  /// Leaves the owner alone: ownership moves by a link or by OWNER_ID only.
  @SqlUpdate(
      """
      INSERT INTO staff (person_id, role, added_by)
      VALUES (:personId, :role, :by)
      ON CONFLICT (person_id) DO UPDATE SET role = excluded.role
      WHERE staff.role NOT IN ('owner', excluded.role)
      """)
  int put(long personId, String role, @Nullable Long by);

  @SqlUpdate("DELETE FROM staff WHERE person_id = :personId AND role <> 'owner'")
  int remove(long personId);

  /// The owner first, then by role and by how long they are there.
  @SqlQuery(
      """
      SELECT
        staff.person_id AS id,
        coalesce(person.first_name, staff.first_name, '') AS first_name,
        CASE WHEN person.id IS NULL THEN staff.last_name ELSE person.last_name END AS last_name,
        CASE WHEN person.id IS NULL THEN staff.username ELSE person.username END AS username,
        staff.name,
        staff.role,
        staff.added_at,
        staff.last_seen_at
      FROM staff
      LEFT JOIN person ON person.id = staff.person_id
      ORDER BY array_position(ARRAY['owner', 'admin'], staff.role), staff.added_at, staff.person_id
      """)
  @RegisterConstructorMapper(Team.Member.class)
  List<Team.Member> members();

  /// @param name null for the first name
  @SqlUpdate(
      """
      UPDATE staff
      SET name = :name
      WHERE person_id = :personId
        AND name IS DISTINCT FROM :name
      """)
  int rename(long personId, @Nullable String name);

  /// Nothing happens for somebody who is not of the team.
  @SqlUpdate("UPDATE staff SET last_seen_at = :now WHERE person_id = :personId")
  void seen(long personId, Instant now);

  /// What Telegram calls somebody of the team.
  @SqlUpdate(
      """
      UPDATE staff
      SET first_name = :firstName, last_name = :lastName, username = :username
      WHERE person_id = :personId
      """)
  void called(long personId, @BindMethods Sessions.Name name);
}
