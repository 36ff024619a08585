package berry.outbox;

import berry.conversations.SentMessage;
import berry.telegram.Thumbnail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the messages out of what Telegram answers to a call.
final class ResultMessages {

  private static final List<String> KINDS =
      List.of(
          "text",
          "animation",
          "audio",
          "photo",
          "sticker",
          "video",
          "video_note",
          "voice",
          "document",
          "contact",
          "dice",
          "poll",
          "venue",
          "location",
          "invoice");

  private ResultMessages() {}

  /// @param result one message, an album's list of them, or something else, which holds none
  /// @param now for the few methods that answer an id without a date
  static List<SentMessage> in(JsonNode result, Instant now) {
    List<SentMessage> all = new ArrayList<>();
    if (result.isArray()) {
      result.forEach(one -> all.addAll(in(one, now)));
    } else if (result.path("message_id").isIntegralNumber()) {
      all.add(one(result, now));
    }
    return all;
  }

  private static SentMessage one(JsonNode message, Instant now) {
    Instant sentAt = instant(message.path("date"));
    String text = text(message.path("text"));
    String kind = KINDS.stream().filter(message::has).findFirst().orElse("other");
    JsonNode file = file(message.path(kind));
    return new SentMessage(
        message.path("message_id").asLong(),
        sentAt == null ? Instant.ofEpochSecond(now.getEpochSecond()) : sentAt,
        instant(message.path("edit_date")),
        kind,
        text == null ? text(message.path("caption")) : text,
        number(message.path("reply_to_message").path("message_id")),
        number(message.path("message_thread_id")),
        text(message.path("media_group_id")),
        text(file.path("file_id")),
        text(file.path("file_name")),
        number(file.path("file_size")),
        thumbnail(message.path(kind), file));
  }

  private static @Nullable String thumbnail(JsonNode content, JsonNode file) {
    String whole = text(file.path("file_id"));
    if (whole == null || !content.isArray()) {
      return text(file.path("thumbnail").path("file_id"));
    }
    Thumbnail choice = new Thumbnail();
    for (JsonNode size : content) {
      String id = text(size.path("file_id"));
      if (id != null) {
        choice.offer(id, size.path("width").asLong(0), size.path("height").asLong(0));
      }
    }
    return choice.besides(whole);
  }

  private static JsonNode file(JsonNode content) {
    return content.isArray() && !content.isEmpty() ? content.get(content.size() - 1) : content;
  }

  private static @Nullable Instant instant(JsonNode seconds) {
    Long number = number(seconds);
    return number == null || number <= 0 ? null : Instant.ofEpochSecond(number);
  }

  private static @Nullable Long number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? node.asLong() : null;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() ? node.asString() : null;
  }
}
