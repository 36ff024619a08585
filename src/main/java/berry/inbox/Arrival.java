package berry.inbox;

import berry.telegram.Message;
import berry.telegram.Sender;
import berry.telegram.UnreadableUpdate;
import berry.telegram.Update;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One update on its way in.
///
/// @param update null when it could not be read
/// @param due whether the bot must act on it
/// @param fault why only its raw bytes can be kept; null when nothing is wrong with it
record Arrival(
    long updateId,
    Instant receivedAt,
    Body body,
    @Nullable Update update,
    boolean due,
    @Nullable String fault) {

  /// Telegram began in August 2013.
  private static final Instant FIRST_DATE = Instant.parse("2013-08-01T00:00:00Z");

  /// No clock of Telegram's is further ahead of ours.
  private static final Duration AHEAD = Duration.ofDays(1);

  static Arrival read(Body body, Instant receivedAt) {
    try {
      Update update = body.read();
      return new Arrival(update.id(), receivedAt, body, update, isDue(update), null);
    } catch (UnreadableUpdate e) {
      Long id = e.updateId();
      long updateId = id == null ? body.madeUpId() : id;
      return new Arrival(updateId, receivedAt, body, null, false, reason(e));
    } catch (RuntimeException | StackOverflowError e) {
      // A mistake of ours. Refused, it would come again and again and hold up what is behind it.
      String why = "Berry failed: " + e.getClass().getSimpleName();
      return new Arrival(body.madeUpId(), receivedAt, body, null, false, why);
    }
  }

  /// The same, kept raw only.
  Arrival quarantined(String why) {
    return new Arrival(updateId, receivedAt, body, update, false, why);
  }

  /// The date a message bears, which an edit repeats; otherwise when the update came.
  Instant sentAt() {
    Message message = update == null ? null : update.message();
    return believed(message == null ? null : message.sentAt());
  }

  /// When somebody did this: of an edit, when the message was edited.
  Instant at() {
    Message message = update == null ? null : update.message();
    return isEdit() ? believed(message == null ? null : message.editedAt()) : sentAt();
  }

  boolean isEdit() {
    return is("edited_message") || is("edited_channel_post");
  }

  /// A date that cannot be true counts as none.
  private Instant believed(@Nullable Instant date) {
    return date == null || date.isBefore(FIRST_DATE) || date.isAfter(receivedAt.plus(AHEAD))
        ? receivedAt
        : date;
  }

  /// The name of a command, `start` for `/start@berry_bot promo`; null when it is none.
  @Nullable String command() {
    String text = typed();
    return text == null || text.length() < 2 || text.charAt(0) != '/' || !is("message")
        ? null
        : text.substring(1).split("[\\s@]", 2)[0];
  }

  /// What stands behind the command.
  String commandArgument() {
    String text = typed();
    String[] words = text == null ? new String[0] : text.split("\\s+", 2);
    return words.length < 2 ? "" : words[1].strip();
  }

  boolean is(String kind) {
    return update != null && update.kind().equals(kind);
  }

  /// Who caused it, unless that was a bot.
  @Nullable Sender human() {
    Sender sender = update == null ? null : update.sender();
    return sender == null || sender.bot() ? null : sender;
  }

  private @Nullable String typed() {
    Message message = update == null ? null : update.message();
    return message == null ? null : message.text();
  }

  private static boolean isDue(Update update) {
    return switch (update.kind()) {
      case "callback_query", "my_chat_member" -> true;
      case "message" -> {
        String text = update.message() == null ? null : update.message().text();
        yield text != null && text.startsWith("/");
      }
      default -> false;
    };
  }

  private static String reason(UnreadableUpdate e) {
    return e.getMessage() == null ? "unreadable" : e.getMessage();
  }
}
