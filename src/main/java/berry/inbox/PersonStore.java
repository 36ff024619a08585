package berry.inbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The `person` table, and who of them belongs to the team.
final class PersonStore {

  private PersonStore() {}

  static Known known(Connection connection, Collection<Long> people) throws SQLException {
    Set<Long> staff = new HashSet<>();
    Set<Long> demo = new HashSet<>();
    try (var rows =
        new RowsStore<Long>(
            connection,
            """
            SELECT one.id, staff.person_id IS NOT NULL, coalesce(person.demo, false)
            FROM unnest(?) AS one (id)
            LEFT JOIN staff ON staff.person_id = one.id
            LEFT JOIN person ON person.id = one.id
            WHERE staff.person_id IS NOT NULL OR person.demo
            """,
            people)) {
      try (ResultSet found = rows.numbers(id -> id).statement().executeQuery()) {
        while (found.next()) {
          long id = found.getLong(1);
          if (found.getBoolean(2)) {
            staff.add(id);
          }
          if (found.getBoolean(3)) {
            demo.add(id);
          }
        }
      }
    }
    return new Known(staff, demo);
  }

  /// Adds new people and rewrites those who changed or were last seen more than a minute ago; the
  /// others' rows are not even locked.
  ///
  /// @param people sorted by id
  /// @return who was not known before
  static List<Long> see(Connection connection, Collection<PersonRow> people) throws SQLException {
    try (var rows =
        new RowsStore<PersonRow>(
            connection,
            """
            INSERT INTO person AS known (
              id, first_name, last_name, username, language_code, is_bot, is_premium, source,
              first_seen_at, last_seen_at, blocked_at)
            SELECT
              seen.id, seen.first_name, seen.last_name, seen.username, seen.language_code,
              seen.is_bot, seen.is_premium, seen.source, seen.first_at, seen.last_at,
              CASE
                WHEN seen.blocked IS NULL THEN person.blocked_at
                WHEN seen.blocked THEN coalesce(person.blocked_at, seen.last_at)
              END
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS seen (
              id, first_name, last_name, username, language_code, is_bot, is_premium, source,
              first_at, last_at, blocked)
            LEFT JOIN person ON person.id = seen.id
            WHERE person.id IS NULL
              OR person.last_seen_at < seen.last_at - interval '1 minute'
              OR person.first_name <> coalesce(nullif(seen.first_name, ''), person.first_name)
              OR person.language_code IS DISTINCT FROM
                coalesce(seen.language_code, person.language_code)
              OR (person.last_name, person.username, person.is_bot, person.is_premium)
                IS DISTINCT FROM (seen.last_name, seen.username, seen.is_bot, seen.is_premium)
              OR (person.source IS NULL AND seen.source IS NOT NULL)
              OR (person.blocked_at IS NULL) = seen.blocked
            ORDER BY seen.id
            ON CONFLICT (id) DO UPDATE
            SET first_name = coalesce(nullif(excluded.first_name, ''), known.first_name),
              last_name = excluded.last_name,
              username = excluded.username,
              language_code = coalesce(excluded.language_code, known.language_code),
              is_bot = excluded.is_bot,
              is_premium = excluded.is_premium,
              source = coalesce(known.source, excluded.source),
              last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
              blocked_at = excluded.blocked_at
            RETURNING known.id, known.xmax = 0
            """,
            people)) {
      rows.numbers(PersonRow::id)
          .texts(row -> row.sender().firstName())
          .texts(row -> row.sender().lastName())
          .texts(row -> row.sender().username())
          .texts(row -> row.sender().languageCode())
          .flags(row -> row.sender().bot())
          .flags(row -> row.sender().premium())
          .texts(PersonRow::source)
          .times(PersonRow::firstAt)
          .times(PersonRow::lastAt)
          .flags(PersonRow::blocked);
      List<Long> met = new ArrayList<>();
      try (ResultSet found = rows.statement().executeQuery()) {
        while (found.next()) {
          if (found.getBoolean(2)) {
            met.add(found.getLong(1));
          }
        }
      }
      return met;
    }
  }
}
