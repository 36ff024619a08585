package berry.audience;

import berry.database.BulkStatement;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The `chat` table, for what a batch of updates tells.
public final class IntakeChatStore {

  private IntakeChatStore() {}

  /// Adds new chats and rewrites those that changed or were last seen more than a minute ago.
  ///
  /// A chat where somebody asks is always locked, though not always rewritten: the courier may be
  /// noting at this moment that an earlier question was answered, and this one must not be lost in
  /// between. With it the conversation is open again and no longer put off, in the same
  /// transaction: whoever looks can't find a question that counts as done.
  ///
  /// @param chats sorted by id
  public static BulkStatement<?> see(Collection<ChatRow> chats) {
    return new BulkStatement<ChatRow>(
            """
            INSERT INTO chat AS known (
              id, type, title, username, first_seen_at, last_seen_at, waiting_since, unreachable,
              migrated_to)
            SELECT
              seen.id, seen.type, seen.title, seen.username, to_timestamp(seen.first_at),
              to_timestamp(seen.last_at), to_timestamp(seen.waiting_since),
              CASE
                WHEN seen.reachable IS NULL THEN chat.unreachable
                WHEN NOT seen.reachable THEN coalesce(chat.unreachable, seen.unreachable)
              END,
              seen.migrated_to
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS seen (
              id, type, title, username, first_at, last_at, waiting_since, reachable, unreachable,
              migrated_to)
            LEFT JOIN LATERAL (
              SELECT *
              FROM chat
              WHERE chat.id = seen.id
              LIMIT 1
            ) AS chat ON true
            WHERE chat.id IS NULL
              OR seen.waiting_since IS NOT NULL
              OR chat.last_seen_at < to_timestamp(seen.last_at) - interval '1 minute'
              OR (chat.type, chat.title, chat.username)
                IS DISTINCT FROM (seen.type, seen.title, seen.username)
              OR (chat.unreachable IS NULL) <> seen.reachable
              OR chat.migrated_to IS DISTINCT FROM coalesce(seen.migrated_to, chat.migrated_to)
            ORDER BY seen.id
            ON CONFLICT (id) DO UPDATE
            SET type = excluded.type,
              title = excluded.title,
              username = excluded.username,
              last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
              waiting_since = coalesce(known.waiting_since, excluded.waiting_since),
              done_at = CASE WHEN excluded.waiting_since IS NULL THEN known.done_at END,
              snoozed_until = CASE WHEN excluded.waiting_since IS NULL THEN known.snoozed_until END,
              unreachable = excluded.unreachable,
              migrated_to = coalesce(excluded.migrated_to, known.migrated_to)
            WHERE (known.waiting_since IS NULL AND excluded.waiting_since IS NOT NULL)
              OR (coalesce(known.done_at, known.snoozed_until) IS NOT NULL
                AND excluded.waiting_since IS NOT NULL)
              OR known.last_seen_at < excluded.last_seen_at - interval '1 minute'
              OR (known.type, known.title, known.username, known.unreachable)
                IS DISTINCT FROM
                (excluded.type, excluded.title, excluded.username, excluded.unreachable)
              OR known.migrated_to IS DISTINCT FROM
                coalesce(excluded.migrated_to, known.migrated_to)
            """,
            chats)
        .numbers(ChatRow::id)
        .texts(row -> row.chat().type())
        .texts(row -> row.chat().title())
        .texts(row -> row.chat().username())
        .times(ChatRow::firstAt)
        .times(ChatRow::lastAt)
        .times(ChatRow::waitingSince)
        .flags(ChatRow::reachable)
        .texts(IntakeChatStore::unreachable)
        .numbers(ChatRow::migratedTo);
  }

  private static @Nullable String unreachable(ChatRow row) {
    if (!Boolean.FALSE.equals(row.reachable())) {
      return null;
    }
    return row.chat().isPrivate() ? "blocked" : "kicked";
  }
}
