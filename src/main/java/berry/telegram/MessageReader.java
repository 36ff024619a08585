package berry.telegram;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads one [Message] with its sender and chat.
final class MessageReader {

  /// 9999-12-31: later than that is no date, and PostgreSQL's own range has an end too.
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Members json;
  private final MessageKind kind = new MessageKind();
  private @Nullable Sender sender;
  private @Nullable Chat chat;
  private @Nullable Long id;
  private @Nullable Instant sentAt;
  private @Nullable Instant editedAt;
  private @Nullable String text;
  private @Nullable String caption;
  private @Nullable String title;
  private @Nullable String album;
  private @Nullable Long replyTo;
  private @Nullable Long threadId;
  private @Nullable Attachment file;
  private @Nullable Long migrateTo;
  private @Nullable Long migrateFrom;

  MessageReader(Members json) {
    this.json = json;
  }

  void read() {
    json.each(this::member);
  }

  @Nullable Sender sender() {
    return sender;
  }

  @Nullable Chat chat() {
    return chat;
  }

  /// Null when it has no id.
  @Nullable Message message() {
    if (id == null) {
      return null;
    }
    return new Message(
        id,
        sentAt,
        editedAt,
        kind.name(),
        words(),
        album,
        replyTo,
        threadId,
        file,
        migrateTo,
        migrateFrom,
        sender != null && sender.bot());
  }

  private void member(String name) {
    kind.saw(name, json);
    switch (name) {
      case "message_id" -> id = json.number();
      case "from" -> sender = People.sender(json);
      case "chat" -> chat = People.chat(json);
      case "date" -> sentAt = instant();
      case "edit_date" -> editedAt = instant();
      case "text" -> text = json.text();
      case "caption" -> caption = json.text();
      case "new_chat_title" -> title = json.text();
      case "poll",
          "checklist",
          "venue",
          "invoice",
          "game",
          "forum_topic_created",
          "forum_topic_edited" ->
          json.each(this::titled);
      case "media_group_id" -> album = json.text();
      case "message_thread_id" -> threadId = json.number();
      case "migrate_to_chat_id" -> migrateTo = json.number();
      case "migrate_from_chat_id" -> migrateFrom = json.number();
      case "reply_to_message" -> json.each(this::answered);
      case "photo" -> file = Files.photo(json, file);
      case "animation", "audio", "document", "sticker", "video", "video_note", "voice" ->
          file = Files.attachment(json, file);
      default -> {}
    }
  }

  private void titled(String name) {
    switch (name) {
      case "question", "title", "name" -> title = json.text();
      default -> {}
    }
  }

  private @Nullable String words() {
    return text != null ? text : caption != null ? caption : title;
  }

  private void answered(String name) {
    if (name.equals("message_id")) {
      replyTo = json.number();
    }
  }

  private @Nullable Instant instant() {
    Long seconds = json.number();
    return seconds == null || seconds <= 0 || seconds > LAST_SECOND
        ? null
        : Instant.ofEpochSecond(seconds);
  }
}
