package berry.dashboard;

import berry.http.Exchange;
import berry.http.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads query parameters; one that makes no sense ends the request with 400 and its name.
final class QueryParameters {

  static final String TZ = "the viewer's time zone, as Europe/Moscow";
  static final String BEFORE = "next of the page before";
  static final String LIMIT = "1 to 100, usually 50";

  private static final Pattern CHAT = Pattern.compile("-?[1-9][0-9]{0,17}");
  private static final int PAGE = 50;
  private static final int LONGEST_SEARCH = 200;

  private QueryParameters() {}

  /// One of a fixed set of words.
  ///
  /// @param usual when the parameter is absent
  static <T> T oneOf(
      Exchange exchange, String name, T usual, Function<String, Optional<T>> reading) {
    String given = exchange.query(name);
    return given == null || given.isEmpty()
        ? usual
        : reading.apply(given).orElseThrow(() -> wrong(name, "is not one of its values"));
  }

  /// The viewer's zone: the one asked for, else the person's own, else UTC.
  static ZoneId zone(Exchange exchange, @Nullable String own) {
    String given = exchange.query("tz");
    try {
      if (given != null && !given.isEmpty()) {
        return ZoneId.of(given);
      }
      return own == null ? ZoneId.of("UTC") : ZoneId.of(own);
    } catch (DateTimeException _) {
      throw wrong("tz", "is no time zone, as Europe/Moscow");
    }
  }

  static int limit(Exchange exchange) {
    String given = exchange.query("limit");
    if (given == null || given.isEmpty()) {
      return PAGE;
    }
    if (!given.matches("[1-9][0-9]{0,2}")) {
      throw wrong("limit", "is no number from 1 to 100");
    }
    return Integer.parseInt(given);
  }

  static @Nullable String search(Exchange exchange) {
    String given = exchange.query("search");
    if (given != null && given.length() > LONGEST_SEARCH) {
      throw wrong("search", "is longer than " + LONGEST_SEARCH + " characters");
    }
    return given;
  }

  /// Where a list goes on; null for its beginning.
  static @Nullable String before(Exchange exchange) {
    String given = exchange.query("before");
    return given == null || given.isEmpty() ? null : given;
  }

  /// The chat that the path names; each by one spelling only.
  static Optional<Long> chat(Exchange exchange) {
    String given = exchange.parameter("chatId");
    return CHAT.matcher(given).matches() ? Optional.of(Long.valueOf(given)) : Optional.empty();
  }

  /// A page of a list, whose place the caller may have made up.
  static <T> T page(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException _) {
      throw wrong("before", "is no place in this list");
    }
  }

  private static Problem wrong(String name, String why) {
    return Problem.badRequest("the parameter '" + name + "' " + why);
  }
}
