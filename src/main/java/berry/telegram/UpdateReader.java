package berry.telegram;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// Reads one [Update].
final class UpdateReader {

  /// How well a field fits as the update's kind; Telegram promises at most one, a better fit
  /// replaces.
  private enum Fit {
    NONE,
    UNKNOWN_NAME,
    KNOWN_NAME,
    KNOWN_OBJECT
  }

  private final Members json;
  private @Nullable Long id;
  private String kind = "unknown";
  private Fit fit = Fit.NONE;
  private Payload payload = new Payload();

  private UpdateReader(Members json) {
    this.json = json;
  }

  static Update read(byte[] body) throws UnreadableUpdate {
    // Decoded first, because a parser of bytes refuses the whole text for one byte that is not
    // UTF-8.
    String text = new String(body, StandardCharsets.UTF_8);
    @Nullable UpdateReader reader = null;
    try (Members json = new Members(text)) {
      reader = new UpdateReader(json);
      return reader.read();
    } catch (JacksonException e) {
      throw new UnreadableUpdate(reader == null ? null : reader.id, reason(e));
    }
  }

  /// Without the parser's own message, which quotes what people wrote.
  private static String reason(JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return "nested deeper than " + Members.DEEPEST + " levels";
    }
    long at = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    return "not JSON" + (at < 0 ? "" : " from character " + at);
  }

  private Update read() throws UnreadableUpdate {
    if (!json.atObject()) {
      throw new UnreadableUpdate(null, "not a JSON object");
    }
    json.each(this::member);
    if (id == null) {
      throw new UnreadableUpdate(null, "no integer update_id");
    }
    return payload.update(id, kind);
  }

  private void member(String name) {
    if (name.equals("update_id")) {
      Long number = json.number();
      id = number == null ? id : number;
      return;
    }
    Fit found = fit(name);
    if (found.compareTo(fit) > 0) {
      fit = found;
      kind = name;
      payload = new Payload();
      payload.read(name);
    }
  }

  private Fit fit(String name) {
    if (!Update.KINDS.contains(name)) {
      return Fit.UNKNOWN_NAME;
    }
    return json.atObject() ? Fit.KNOWN_OBJECT : Fit.KNOWN_NAME;
  }

  /// The object behind the kind.
  private final class Payload {

    private @Nullable Sender sender;
    private @Nullable Chat chat;
    private @Nullable Message message;
    private @Nullable String callbackId;
    private @Nullable String data;
    private @Nullable Long messageId;
    private @Nullable String before;
    private @Nullable String after;

    void read(String kind) {
      if (Update.MESSAGES.contains(kind)) {
        MessageReader reader = new MessageReader(json);
        reader.read();
        sender = reader.sender();
        chat = reader.chat();
        message = reader.message();
      } else if (kind.equals("callback_query")) {
        json.each(this::callback);
      } else {
        json.each(this::other);
      }
    }

    private void callback(String name) {
      switch (name) {
        case "id" -> callbackId = json.text();
        case "data" -> data = json.text();
        case "from" -> sender = People.sender(json);
        case "message" -> json.each(this::pressed);
        default -> {}
      }
    }

    private void pressed(String name) {
      switch (name) {
        case "message_id" -> messageId = json.number();
        case "chat" -> chat = People.chat(json);
        default -> {}
      }
    }

    private void other(String name) {
      switch (name) {
        case "from", "user" -> sender = People.sender(json);
        case "chat" -> chat = People.chat(json);
        case "old_chat_member" -> json.each(member -> before = status(member, before));
        case "new_chat_member" -> json.each(member -> after = status(member, after));
        // chat_boost: {boost: {source: {user}}}, removed_chat_boost: {source: {user}}
        case "boost", "source" -> json.each(this::other);
        default -> {}
      }
    }

    private @Nullable String status(String name, @Nullable String former) {
      return name.equals("status") ? json.text() : former;
    }

    Update update(long id, String kind) {
      Callback callback = callbackId == null ? null : new Callback(callbackId, data, messageId);
      Membership membership =
          before == null || after == null ? null : new Membership(before, after);
      return new Update(id, kind, sender, chat, message, callback, membership);
    }
  }
}
