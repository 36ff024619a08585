package berry.inbox;

import berry.telegram.Message;
import berry.telegram.Sender;
import berry.telegram.UnreadableUpdate;
import berry.telegram.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One update on its way in.
///
/// @param update null when it could not be read
/// @param heard the command in it; null when there is none for this bot
/// @param due whether the bot must act on it
/// @param fault why only its raw bytes can be kept; null when nothing is wrong with it
record Arrival(
    long updateId,
    Instant receivedAt,
    Body body,
    @Nullable Update update,
    BotCommands.@Nullable ParsedCommand heard,
    boolean due,
    @Nullable String fault) {

  /// What the bot acts on besides commands.
  private static final Set<String> DUE = Set.of("callback_query", "my_chat_member");

  /// Telegram began in August 2013.
  private static final Instant FIRST_DATE = Instant.parse("2013-08-01T00:00:00Z");

  /// In a second of microseconds, but for the first, which is the original's.
  private static final long PLACES = 999_999;

  /// No clock of Telegram's is further ahead of ours.
  private static final Duration AHEAD = Duration.ofDays(1);

  static Arrival read(Body body, Instant receivedAt, BotCommands vocabulary) {
    try {
      Update update = body.read();
      BotCommands.ParsedCommand heard = vocabulary.heard(update);
      boolean due = heard != null || DUE.contains(update.kind()) || replies(update);
      return new Arrival(update.id(), receivedAt, body, update, heard, due, null);
    } catch (UnreadableUpdate e) {
      Long id = e.updateId();
      long updateId = id == null ? body.madeUpId() : id;
      return new Arrival(updateId, receivedAt, body, null, null, false, reason(e));
    } catch (RuntimeException | StackOverflowError e) {
      // A mistake of ours. Refused, it would come again and again and hold up what is behind it.
      String why = "Berry failed: " + e.getClass().getSimpleName();
      return new Arrival(body.madeUpId(), receivedAt, body, null, null, false, why);
    }
  }

  /// Whether somebody answers a message of the bot in their own chat with it: it may have asked.
  private static boolean replies(Update update) {
    Message message = update.message();
    return message != null
        && update.kind().equals("message")
        && update.chat() != null
        && update.chat().isPrivate()
        && message.replyTo() != null
        && message.kind().equals("text");
  }

  /// The same, kept raw only.
  Arrival quarantined(String why) {
    return new Arrival(updateId, receivedAt, body, update, null, false, why);
  }

  /// The date a message bears, which an edit repeats; otherwise when the update came.
  Instant sentAt() {
    Message message = update == null ? null : update.message();
    return believed(message == null ? null : message.sentAt());
  }

  /// Whether it is a message without a date that can be true, so that it can't be found by it.
  boolean undated() {
    Message message = update == null ? null : update.message();
    return message != null && !believable(message.sentAt());
  }

  /// When somebody did this: of an edit, when the message was edited.
  Instant at() {
    Message message = update == null ? null : update.message();
    return isEdit() ? believed(message == null ? null : message.editedAt()) : sentAt();
  }

  /// When an edit was made, to Telegram's second; the microseconds are its place in the order of
  /// updates, so that the texts of several edits within one second are all told apart.
  Instant editedAt() {
    return at().plus(1 + Math.floorMod(updateId, PLACES), ChronoUnit.MICROS);
  }

  boolean isEdit() {
    return is("edited_message") || is("edited_channel_post");
  }

  /// A date that cannot be true counts as none.
  private Instant believed(@Nullable Instant date) {
    return date != null && believable(date) ? date : receivedAt;
  }

  private boolean believable(@Nullable Instant date) {
    return date != null && !date.isBefore(FIRST_DATE) && !date.isAfter(receivedAt.plus(AHEAD));
  }

  /// Whether it is a command, to whichever bot.
  boolean isCommand() {
    return update != null && BotCommands.typed(update);
  }

  boolean is(String kind) {
    return update != null && update.kind().equals(kind);
  }

  /// Who caused it, unless that was a bot.
  @Nullable Sender human() {
    Sender sender = update == null ? null : update.sender();
    return sender == null || sender.bot() ? null : sender;
  }

  private static String reason(UnreadableUpdate e) {
    return e.getMessage() == null ? "unreadable" : e.getMessage();
  }
}
