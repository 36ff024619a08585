package berry.escalation;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Properties;

/// The words of one language about incidents. Not among the texts that an owner may change: they
/// are read in trouble.
final class IncidentWords {

  private static final IncidentWords RUSSIAN = new IncidentWords("ru");
  private static final IncidentWords ENGLISH = new IncidentWords("en");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM HH:mm");

  private final Properties words = new Properties();

  private IncidentWords(String language) {
    String file = "words." + language + ".properties";
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(IncidentWords.class.getResourceAsStream(file), file),
            StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static IncidentWords in(String language) {
    return language.equals("ru") ? RUSSIAN : ENGLISH;
  }

  String of(String key) {
    return Objects.requireNonNull(words.getProperty(key), key);
  }

  String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }

  /// How long it is from one moment to another: never less than nothing.
  String length(Instant from, Instant to) {
    return length(to.isBefore(from) ? Duration.ZERO : Duration.between(from, to));
  }

  String length(Duration time) {
    if (time.toSeconds() < 120) {
      return time.toSeconds() + " " + of("unit.s");
    }
    if (time.toMinutes() < 120) {
      return time.toMinutes() + " " + of("unit.min");
    }
    return time.toHours() < 48
        ? time.toHours() + " " + of("unit.h")
        : time.toDays() + " " + of("unit.d");
  }
}
