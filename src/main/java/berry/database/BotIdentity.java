package berry.database;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Whose database this is: one bot per database, kept in setting `bot`. Two bots in one would mix
/// their people, and ids of messages mean nothing outside their bot.
public final class BotIdentity {

  /// @param sandbox whether it is the pretended bot of the sandbox
  public record Bot(long id, String username, boolean sandbox) {}

  /// What a bot finds when it comes to the database.
  public sealed interface Claim {

    /// It was nobody's and is this bot's now.
    record Fresh() implements Claim {}

    /// It was this bot's already.
    record Same() implements Claim {}

    /// It belongs to a sandbox's bot: nothing real is in it.
    record Sandbox(Bot bot) implements Claim {}

    /// It belongs to another real bot and stays that one's.
    record Other(Bot bot) implements Claim {}
  }

  private final Jdbi jdbi;

  public BotIdentity(Database database) {
    this.jdbi = database.jdbi();
  }

  /// Makes a database without an owner this bot's; otherwise tells whose it is. Of several bots
  /// that come at the same moment one gets it. A changed username is noted; an empty one is unknown
  /// and changes nothing.
  public Claim claim(Bot bot) {
    return jdbi.inTransaction(handle -> {
      if (write(handle, bot, "ON CONFLICT (name) DO NOTHING") == 1) {
        return new Claim.Fresh();
      }
      Bot owner = owner(handle).orElseThrow();
      if (owner.id() == bot.id() && owner.sandbox() == bot.sandbox()) {
        write(handle, bot, RENAMED);
        return new Claim.Same();
      }
      return owner.sandbox() ? new Claim.Sandbox(owner) : new Claim.Other(owner);
    });
  }

  /// Whose it is; empty before the first start.
  public Optional<Bot> owner() {
    return jdbi.withHandle(BotIdentity::owner);
  }

  private static final String RENAMED =
      """
      ON CONFLICT (name) DO UPDATE
      SET value = excluded.value, changed_at = clock_timestamp()
      WHERE setting.value <> excluded.value AND excluded.value->>'username' <> ''
      """;

  private static int write(Handle handle, Bot bot, String conflict) {
    return handle
        .createUpdate(
            """
            INSERT INTO setting (name, value)
            VALUES (
              'bot',
              jsonb_build_object('id', :id, 'username', :username, 'sandbox', :sandbox))
            """
                + conflict)
        .bindMethods(bot)
        .execute();
  }

  private static Optional<Bot> owner(Handle handle) {
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
}
