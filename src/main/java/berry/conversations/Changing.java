package berry.conversations;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why something of a conversation can't be changed any more, or by the team at all.
public enum Changing {
  /// Only what somebody of the team wrote can be changed.
  NOT_OURS("only what the team wrote can be changed"),
  DELETED("it is deleted"),
  TOO_OLD("Telegram lets a bot change its messages for 48 hours only"),
  /// What it holds has no words.
  NO_TEXT("there are no words in it to change"),
  /// It is not known whether it arrived, so not either which message it is.
  UNKNOWN("Telegram has not said whether it arrived; retry it, or leave it"),
  /// An album that failed is sent once more as it is.
  WHOLE_ALBUM("an album that failed can only be sent once more or deleted");

  private static final Duration LIMIT = Duration.ofDays(2);
  private static final Set<String> CAPTIONED =
      Set.of("photo", "video", "document", "audio", "animation", "voice");

  private final String words;

  Changing(String words) {
    this.words = words;
  }

  /// `not_ours`
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// For whoever asked, in plain English.
  public String words() {
    return words;
  }

  /// Null when its words can be changed.
  static @Nullable Changing edit(MessageStore.Line line, Instant now) {
    Changing at = delete(line, now);
    if (at != null) {
      return at;
    }
    if (!line.kind().equals("text") && !CAPTIONED.contains(line.kind())) {
      return NO_TEXT;
    }
    return line.state().equals("failed") && line.album() != null ? WHOLE_ALBUM : null;
  }

  /// Null when it can be taken back.
  static @Nullable Changing delete(MessageStore.Line line, Instant now) {
    if (!line.direction().equals("out") || !line.staff()) {
      return NOT_OURS;
    }
    if (line.deletedAt() != null) {
      return DELETED;
    }
    return switch (line.state()) {
      case "unknown" -> UNKNOWN;
      case "sent" -> line.at().plus(LIMIT).isAfter(now) ? null : TOO_OLD;
      default -> null;
    };
  }
}
