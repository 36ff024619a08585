package berry.alerts;

import berry.monitoring.Unit;
import berry.telegram.Html;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// What is told of an episode, in the words of one language. Not among the texts that an owner may
/// change: they are read in trouble.
final class Wording {

  private static final Wording RUSSIAN = new Wording("ru");
  private static final Wording ENGLISH = new Wording("en");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM HH:mm");

  /// From here on it is worth a word how long it has lasted.
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Properties words;

  private Wording(String language) {
    this.words = load("words." + language + ".properties");
  }

  static Wording in(String language) {
    return language.equals("ru") ? RUSSIAN : ENGLISH;
  }

  String of(String key) {
    return Objects.requireNonNull(words.getProperty(key), key);
  }

  /// The rule's name; of one that a file added, its metric's.
  String title(Rule rule) {
    return Html.escape(plain(rule));
  }

  /// The same as plain text.
  String plain(Rule rule) {
    String title = words.getProperty("rule." + rule.key());
    return title != null ? title : rule.key() + " (" + rule.metric().id() + ")";
  }

  /// HTML on one line.
  String line(Rule rule, Episode episode) {
    Double worst = episode.worst();
    String figure = worst == null ? "" : ": " + value(worst, rule.metric().unit());
    return icon(episode, episode.endedAt() == null) + " " + title(rule) + figure;
  }

  /// HTML, fit for the words under a photo.
  ///
  /// @param now null: a test
  /// @param page whether to name the runbook's file, for want of a button that opens it
  String message(
      Rule rule,
      Episode episode,
      @Nullable MessageState now,
      Instant at,
      ZoneId zone,
      boolean page) {
    List<String> lines = new ArrayList<>();
    boolean over = episode.endedAt() != null;
    lines.add(icon(episode, now) + " <b>" + title(rule) + "</b> · " + severity(episode));
    if (now == null) {
      lines.add(of("test"));
    } else if (!over) {
      lines.add(
          Objects.requireNonNullElse(words.getProperty("why." + rule.key()), of("why.other")));
    }
    lines.add("");
    Double worst = episode.worst();
    if (worst != null) {
      boolean past = now != null && (over || now.state() == State.RECOVERING);
      lines.add(
          of(past ? "value.worst" : "value")
              .replace("{value}", value(worst, rule.metric().unit()))
              .replace("{direction}", of(rule.above() ? "above" : "below"))
              .replace("{threshold}", value(episode.threshold(), rule.metric().unit())));
    }
    String since = of("since").replace("{time}", time(episode.beganAt(), zone));
    lines.add(
        now == null || over || Duration.between(episode.beganAt(), at).compareTo(LONG) < 0
            ? since
            : since + ", " + of("lasted").replace("{length}", between(episode.beganAt(), at)));
    String replica = episode.replica();
    if (replica != null) {
      lines.add(of("replica").replace("{name}", Html.escape(replica)));
    }
    if (now != null) {
      state(episode, now, zone, lines);
    }
    if (page) {
      lines.add(of("runbook").replace("{key}", Html.escape(rule.key())));
    }
    return String.join("\n", lines);
  }

  String flaps(Notification.Flaps flaps) {
    return of("flaps")
        .replace("{rule}", title(flaps.rule()))
        .replace("{times}", Integer.toString(flaps.times()));
  }

  String sum(Notification.Sum sum) {
    return of(sum.times() == 0 ? "sum.over" : "sum")
        .replace("{rule}", title(sum.rule()))
        .replace("{times}", Integer.toString(sum.times()));
  }

  String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }

  /// For the log.
  static String english(@Nullable Double value, Unit unit) {
    return value == null ? "no figure" : ENGLISH.value(value, unit);
  }

  String value(double value, Unit unit) {
    return switch (unit) {
      case SHARE -> number(value * 100, value < 0.1 ? 1 : 0) + " %";
      case SECONDS -> length(value);
      case BYTES -> bytes(value);
      case PER_MINUTE -> number(value, 0) + of("unit.perMinute");
      case COUNT -> number(value, 0);
    };
  }

  private void state(Episode episode, MessageState now, ZoneId zone, List<String> lines) {
    Instant ended = episode.endedAt();
    if (ended != null) {
      lines.add(of("state.resolved").replace("{length}", between(episode.beganAt(), ended)));
      return;
    }
    if (episode.silence() || now.silent()) {
      lines.add(of("nodata"));
    } else if (now.state() == State.RECOVERING) {
      lines.add(of("state.recovering"));
    }
    String cause = now.inhibitedBy();
    if (cause != null) {
      lines.add(of("inhibited").replace("{rule}", of("rule." + cause)));
    }
    Instant until = now.silencedUntil();
    if (until != null) {
      lines.add("🔕 " + of("silenced").replace("{time}", time(until, zone)));
    }
  }

  private String between(Instant from, Instant to) {
    return length(Math.max(0, Duration.between(from, to).toMillis() / 1_000.0));
  }

  private static String icon(Episode episode, @Nullable MessageState now) {
    return now == null ? "🧪" : icon(episode, episode.endedAt() == null);
  }

  private static String icon(Episode episode, boolean goesOn) {
    if (!goesOn) {
      return "✅";
    }
    return switch (episode.severity()) {
      case 1 -> "🔴";
      case 2 -> "🟠";
      default -> "🟡";
    };
  }

  private String severity(Episode episode) {
    return of("severity." + Math.clamp(episode.severity(), 1, 3));
  }

  private String length(double seconds) {
    if (seconds > 0 && seconds < 0.1) {
      return number(seconds * 1_000, 0) + " " + of("unit.ms");
    }
    if (seconds < 120) {
      return number(seconds, seconds < 1 ? 2 : seconds < 10 ? 1 : 0) + " " + of("unit.s");
    }
    if (seconds < 2 * 3_600) {
      return number(seconds / 60, 0) + " " + of("unit.min");
    }
    return seconds < 2 * 86_400
        ? number(seconds / 3_600, 0) + " " + of("unit.h")
        : number(seconds / 86_400, 1) + " " + of("unit.d");
  }

  private String bytes(double value) {
    return value < 1e9
        ? number(value / 1e6, 0) + " " + of("unit.megabytes")
        : number(value / 1e9, 1) + " " + of("unit.gigabytes");
  }

  /// @param digits at most, behind the point
  private String number(double value, int digits) {
    String plain =
        BigDecimal.valueOf(value)
            .setScale(digits, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
    return plain.replace(".", of("point"));
  }

  private static Properties load(String file) {
    Properties words = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Wording.class.getResourceAsStream(file), file),
            StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
