package berry.conversations;

import berry.database.Cursor;
import berry.database.Database;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the files of messages. Who may see the message is part of the question.
public final class MessageFiles {

  private static final Pattern SHAPE =
      Pattern.compile("(-?[0-9]{1,18})\\.([0-9]{1,18})\\.([0-9]{1,18})(\\.t)?");

  private final Database database;

  public MessageFiles(Database database) {
    this.database = database;
  }

  /// One of that person's own messages; another person's is not found.
  public Optional<MessageFile> own(long personId, String id) {
    return find(personId, id);
  }

  /// One of any message: for the team.
  public Optional<MessageFile> any(String id) {
    return find(null, id);
  }

  private Optional<MessageFile> find(@Nullable Long personId, String id) {
    Matcher parts = SHAPE.matcher(id);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      MessageRow.Key key =
          new MessageRow.Key(
              Long.parseLong(parts.group(1)),
              Long.parseLong(parts.group(2)),
              Cursor.of(Long.valueOf(parts.group(3))).moment(0));
      return database
          .jdbi()
          .withExtension(MessageFileStore.class, store -> store.find(personId, key));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a moment that PostgreSQL does not know
    }
  }
}
