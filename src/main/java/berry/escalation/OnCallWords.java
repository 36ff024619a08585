package berry.escalation;

import berry.telegram.Html;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is said of contacts and of who is on call, in one language. Not among the texts that an
/// owner may change: they are read in trouble.
final class OnCallWords {

  private static final OnCallWords RUSSIAN = new OnCallWords("ru");
  private static final OnCallWords ENGLISH = new OnCallWords("en");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM HH:mm");

  private final Properties words = new Properties();

  private OnCallWords(String language) {
    String file = "oncall." + language + ".properties";
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(OnCallWords.class.getResourceAsStream(file), file),
            StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static OnCallWords in(String language) {
    return language.equals("ru") ? RUSSIAN : ENGLISH;
  }

  String of(String key) {
    return Objects.requireNonNull(words.getProperty(key), key);
  }

  String role(Duty duty) {
    return of("role." + duty.word());
  }

  String roles(Stream<Duty> duties) {
    return duties.map(this::role).collect(Collectors.joining(", "));
  }

  String reach(Reach reach) {
    return of("reach." + (reach.why() == null ? "good" : reach.why()));
  }

  /// That somebody can't be reached any more, for the owner.
  String lost(Contact one, String roles) {
    return of("lost")
        .replace("{name}", Html.escape(one.name()))
        .replace("{roles}", roles)
        .replace("{why}", reach(one.reach()));
  }

  static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }
}
