package berry.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The file of a message.
///
/// @param kind of the message: `photo`, `document`, `voice` …
/// @param fileId by which Telegram knows it
/// @param thumbnailId a small picture of it; null when there is none
/// @param name as its sender called it; null for photos and the like
/// @param size in bytes; null when Telegram did not say
public record MessageFile(
    String kind,
    String fileId,
    @Nullable String thumbnailId,
    @Nullable String name,
    @Nullable Long size) {

  private static final String THUMBNAIL = ".t";

  /// What the web calls the file of that message: the message's own key, which opens nothing by
  /// itself; who asks must be allowed to see the message.
  public static String id(long chatId, long messageId, Instant sentAt) {
    return new MessageRow.Key(chatId, messageId, sentAt).text();
  }

  /// What the web calls the small picture of it.
  public static String thumbnail(String id) {
    return id + THUMBNAIL;
  }

  /// Whether the small picture is meant.
  public static boolean isThumbnail(String id) {
    return id.endsWith(THUMBNAIL);
  }
}
