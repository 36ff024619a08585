package berry.audience;

import berry.database.BulkStatement;
import java.util.Collection;
import java.util.function.LongConsumer;

/// The `person` table, for what a batch of updates tells.
public final class IntakePersonStore {

  private IntakePersonStore() {}

  /// Adds new people and rewrites those who changed or were last seen more than a minute ago; the
  /// others' rows are not even locked.
  ///
  /// @param people sorted by id
  /// @param met is told who was not known before
  public static BulkStatement<?> see(Collection<PersonRow> people, LongConsumer met) {
    return new BulkStatement<PersonRow>(
            """
            INSERT INTO person AS known (
              id, first_name, last_name, username, language_code, is_bot, is_premium, source,
              first_seen_at, last_seen_at, blocked_at)
            SELECT
              seen.id, seen.first_name, seen.last_name, seen.username, seen.language_code,
              seen.is_bot, seen.is_premium, seen.source, to_timestamp(seen.first_at),
              to_timestamp(seen.last_at),
              CASE
                WHEN seen.blocked IS NULL THEN person.blocked_at
                WHEN seen.blocked THEN coalesce(person.blocked_at, to_timestamp(seen.last_at))
              END
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS seen (
              id, first_name, last_name, username, language_code, is_bot, is_premium, source,
              first_at, last_at, blocked)
            LEFT JOIN LATERAL (
              SELECT *
              FROM person
              WHERE person.id = seen.id
              LIMIT 1
            ) AS person ON true
            WHERE person.id IS NULL
              OR person.last_seen_at < to_timestamp(seen.last_at) - interval '1 minute'
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
            people)
        .numbers(PersonRow::id)
        .texts(row -> row.sender().firstName())
        .texts(row -> row.sender().lastName())
        .texts(row -> row.sender().username())
        .texts(row -> row.sender().languageCode())
        .flags(row -> row.sender().bot())
        .flags(row -> row.sender().premium())
        .texts(PersonRow::source)
        .times(PersonRow::firstAt)
        .times(PersonRow::lastAt)
        .flags(PersonRow::blocked)
        .to(row -> {
          if (row.getBoolean(2)) {
            met.accept(row.getLong(1));
          }
        });
  }
}
