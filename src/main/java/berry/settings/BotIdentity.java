package berry.settings;

import berry.database.Database;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

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
      if (BotIdentityStore.putIfAbsent(handle, bot)) {
        return new Claim.Fresh();
      }
      Bot owner = BotIdentityStore.bot(handle).orElseThrow();
      if (owner.id() == bot.id() && owner.sandbox() == bot.sandbox()) {
        BotIdentityStore.rename(handle, bot);
        return new Claim.Same();
      }
      return owner.sandbox() ? new Claim.Sandbox(owner) : new Claim.Other(owner);
    });
  }

  /// Whose it is; empty before the first start.
  public Optional<Bot> owner() {
    return jdbi.withHandle(BotIdentityStore::bot);
  }
}
