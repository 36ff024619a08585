package berry.inbox;

import berry.database.BulkStatement;
import java.util.Collection;
import java.util.Set;

/// The `staff` table, as far as a batch must know it.
final class StaffLookupStore {

  private StaffLookupStore() {}

  /// Who of them belongs to the team.
  static BulkStatement<?> among(Collection<Long> people, Set<Long> staff) {
    return new BulkStatement<Long>(
            """
            SELECT person_id
            FROM staff
            WHERE person_id = ANY (?)
            """,
            people)
        .numbers(id -> id)
        .to(row -> staff.add(row.getLong(1)));
  }
}
