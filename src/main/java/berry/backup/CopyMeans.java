package berry.backup;

import berry.config.S3Keys;
import berry.telegram.BotApi;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What copies to other places need besides the rules.
///
/// @param keys of buckets; null: none are set
/// @param chat null: this process has no bot
public record CopyMeans(@Nullable S3Keys keys, @Nullable Chat chat) {

  /// Enough for folders.
  public static final CopyMeans NONE = new CopyMeans(null, null);

  /// The chat of the bot with its owner.
  ///
  /// @param owner their Telegram id, which is the chat's, too; empty while nobody owns the bot
  public record Chat(BotApi api, Supplier<Optional<Long>> owner) {}
}
