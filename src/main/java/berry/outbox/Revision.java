package berry.outbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Changes of our own messages: what becomes of them when they are queued, and what they are about
/// when their turn comes.
///
/// They wait in the line of their chat, so the message they change has had its turn before.
final class Revision {

  private static final String TEXT = "editMessageText";
  private static final String CAPTION = "editMessageCaption";
  private static final String MEDIA = "editMessageMedia";
  private static final String BUTTONS = "editMessageReplyMarkup";
  private static final String DELETE = "deleteMessage";

  /// method → methods whose effect it replaces wholly
  private static final Map<String, Set<String>> REPLACES =
      Map.of(
          TEXT, Set.of(TEXT, BUTTONS),
          CAPTION, Set.of(CAPTION, BUTTONS),
          MEDIA, Set.of(TEXT, CAPTION, MEDIA, BUTTONS),
          BUTTONS, Set.of(BUTTONS),
          DELETE, Set.of(TEXT, CAPTION, MEDIA, BUTTONS));

  private static final List<String> WORDS =
      List.of(
          "text", "entities", "caption", "caption_entities", "parse_mode", "link_preview_options");

  private Revision() {}

  static @Nullable Long messageId(Outgoing message) {
    return REPLACES.containsKey(message.method())
            && message.body().get("message_id") instanceof Number number
        ? number.longValue()
        : null;
  }

  /// @throws IllegalArgumentException when it says not which message it changes
  static void check(Outgoing message) {
    if (REPLACES.containsKey(message.method())
        && message.target() == null
        && messageId(message) == null
        && !message.body().containsKey("inline_message_id")) {
      throw new IllegalArgumentException(message.method() + " of which message?");
    }
  }

  /// A change was just queued: earlier ones that it replaces are not sent any more, and a message
  /// that is not sent yet is changed, or taken back, where it is.
  static void queued(Handle transaction, long id, Outgoing change) {
    Set<String> replaced = REPLACES.get(change.method());
    if (replaced == null) {
      return;
    }
    RevisionStore store = transaction.attach(RevisionStore.class);
    store.supersede(id, List.copyOf(replaced), Reason.SUPERSEDED.code());
    Long target = change.target();
    if (target != null && merged(store, target, change)) {
      store.cancel(id, Reason.MERGED.code());
    }
  }

  private static boolean merged(RevisionStore store, long target, Outgoing change) {
    if (change.method().equals(DELETE)) {
      return store.takeBack(target, Reason.TAKEN_BACK.code());
    }
    RevisionStore.Unsent unsent = store.unsent(target);
    if (unsent == null || !fits(unsent.method(), change.method())) {
      return false;
    }
    Map<String, Object> body = new LinkedHashMap<>(StoredJson.read(unsent.body()));
    if (!change.method().equals(BUTTONS)) {
      WORDS.forEach(body::remove);
    }
    // An edit takes inline buttons away unless it brings some; it can't touch another keyboard.
    if (body.get("reply_markup") instanceof Map<?, ?> markup
        && markup.containsKey("inline_keyboard")) {
      body.remove("reply_markup");
    }
    body.putAll(change.body());
    store.rewrite(target, StoredJson.write(body));
    return true;
  }

  private static boolean fits(String method, String change) {
    return switch (change) {
      case TEXT -> method.equals("sendMessage");
      case CAPTION ->
          method.startsWith("send")
              && !method.equals("sendMessage")
              && !method.equals("sendMediaGroup");
      case BUTTONS -> method.startsWith("send") && !method.equals("sendMediaGroup");
      default -> false;
    };
  }

  /// What it is about, now that it is its turn.
  ///
  /// @return the same with message ids; or how it ends without a call
  static Found find(Handle handle, ClaimedMessage change) {
    Long target = change.target();
    Long chatId = change.chatId();
    if (target == null || chatId == null) {
      return new Found.Ready(change);
    }
    RevisionStore store = handle.attach(RevisionStore.class);
    RevisionStore.Target found = store.target(target);
    if (found == null) {
      return change.messageIds().isEmpty()
          ? new Found.Ended(failed(Reason.NO_MESSAGE))
          : new Found.Ready(change);
    }
    Long messageId = found.messageId();
    return switch (found.state()) {
      case "sent" -> {
        if (messageId == null) {
          yield new Found.Ended(failed(Reason.NO_MESSAGE));
        }
        if (found.chatId() != chatId) {
          yield new Found.Ended(failed(Reason.MOVED));
        }
        List<Long> all = change.deletes() ? store.messages(chatId, target) : List.of();
        yield new Found.Ready(change.on(all.isEmpty() ? List.of(messageId) : all));
      }
      case "queued", "sending" ->
          new Found.Ended(new Delivery.Later(Duration.ofSeconds(1), Reason.NO_MESSAGE));
      case "unknown" -> new Found.Ended(failed(Reason.NO_MESSAGE));
      default ->
          // There is nothing to take back.
          new Found.Ended(
              change.deletes() ? new Delivery.Deleted(List.of()) : failed(Reason.NO_MESSAGE));
    };
  }

  private static Delivery failed(Reason reason) {
    return new Delivery.Failed(reason.code(), false);
  }

  /// What [#find] says.
  sealed interface Found {

    record Ready(ClaimedMessage claimed) implements Found {}

    record Ended(Delivery delivery) implements Found {}
  }
}
