package berry.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody of the team wants to say.
///
/// @param text plain, as it was typed; empty for files without words
/// @param replyTo id of the item that it answers
/// @param files handles of kept files, at most ten
/// @param lastSeen id of the newest item that the writer has seen; null when nobody asks
/// @param anyway whether it goes out although a colleague has answered
/// @param key the same for all tries of one answer; null for no such promise
public record Reply(
    long chatId,
    long staffId,
    String text,
    @Nullable String replyTo,
    List<String> files,
    @Nullable String lastSeen,
    boolean anyway,
    @Nullable String key) {

  public Reply {
    files = List.copyOf(files);
  }
}
