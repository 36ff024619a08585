package berry.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a change is about, as one word in the `change` table.
public enum Topic {
  MESSAGE,
  PERSON,
  OUTGOING,
  SETTING,
  OUTAGE,
  /// What only the team sees of a conversation: whose it is, notes, drafts, done, snoozed.
  CONVERSATION,
  /// A backup was made or proved, or a restore goes on.
  BACKUP,
  /// How Berry itself is: an alert, a deploy, a silence.
  SYSTEM,
  /// Who is called when something is wrong, and what came of it.
  INCIDENT,

  /// A word of a newer replica, which runs beside this one during an update. Never written.
  OTHER;

  private static final Map<String, Topic> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(Topic::word, Function.identity()));

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }

  static Topic of(String word) {
    return BY_WORD.getOrDefault(word, OTHER);
  }
}
