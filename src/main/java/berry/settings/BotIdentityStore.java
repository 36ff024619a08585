package berry.settings;

import berry.settings.BotIdentity.Bot;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// The row `bot` of the `setting` table.
final class BotIdentityStore {

  private static final String INSERT =
      """
      INSERT INTO setting (name, value)
      VALUES (
        'bot',
        jsonb_build_object('id', :id, 'username', :username, 'sandbox', :sandbox))
      """;

  private BotIdentityStore() {}

  static Optional<Bot> bot(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT
              (value->>'id')::bigint AS id,
              value->>'username' AS username,
              (value->>'sandbox')::boolean AS sandbox
            FROM setting
            WHERE name = 'bot'
            """)
        .map(ConstructorMapper.of(Bot.class))
        .findOne();
  }

  /// @return whether the database was nobody's
  static boolean putIfAbsent(Handle handle, Bot bot) {
    return handle.createUpdate(INSERT + "ON CONFLICT (name) DO NOTHING").bindMethods(bot).execute()
        > 0;
  }

  /// Notes another username, unless it is the same or unknown.
  static void rename(Handle handle, Bot bot) {
    handle
        .createUpdate(
            INSERT
                + """
                ON CONFLICT (name) DO UPDATE
                SET value = excluded.value, changed_at = clock_timestamp()
                WHERE setting.value <> excluded.value AND excluded.value->>'username' <> ''
                """)
        .bindMethods(bot)
        .execute();
  }
}
