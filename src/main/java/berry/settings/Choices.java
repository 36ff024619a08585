package berry.settings;

import berry.config.Rules;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The rules in force: what `berry.yaml` pins, else what the owner chose, else the usual.
public final class Choices {

  static final String TIME_ZONE = "timeZone";
  static final String ANSWER_LIMIT = "answerLimit";
  static final String RAW_RETENTION = "rawRetention";
  static final String CONTACT = "contact";

  private final Settings settings;
  private final Rules rules;

  public Choices(Settings settings, Rules rules) {
    this.settings = settings;
    this.rules = rules;
  }

  /// The business time zone, whose days every chart shows.
  public ZoneId timeZone() {
    ZoneId pinned = rules.timeZone();
    return pinned != null ? pinned : zone().orElse(Rules.USUAL_TIME_ZONE);
  }

  /// How long a question may wait before it counts as unanswered.
  public Duration answerLimit() {
    Duration pinned = rules.answerLimit();
    return pinned != null ? pinned : duration(ANSWER_LIMIT).orElse(Rules.USUAL_ANSWER_LIMIT);
  }

  /// How long raw updates are kept.
  public Duration rawRetention() {
    Duration pinned = rules.rawRetention();
    return pinned != null ? pinned : duration(RAW_RETENTION).orElse(Rules.USUAL_RAW_RETENTION);
  }

  /// How people reach whoever is answerable for the bot, as the owner wrote it.
  public Optional<String> contact() {
    return settings.get(CONTACT, String.class).filter(one -> !one.isBlank());
  }

  private Optional<ZoneId> zone() {
    try {
      return settings.get(TIME_ZONE, String.class).map(ZoneId::of);
    } catch (DateTimeException e) {
      // A zone that this machine's Java has not heard of must not stop every chart.
      return Optional.empty();
    }
  }

  private Optional<Duration> duration(String name) {
    try {
      return settings.get(name, String.class).map(Duration::parse).filter(Duration::isPositive);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
