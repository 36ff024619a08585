package berry.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A figure as a person writes it: `80%`, `1.5s`, `1000`. What it is compared with decides which of
/// them fits.
///
/// @param value a share as 0 to 1, a time in seconds
/// @param written as it stands in the file
public record Amount(Kind kind, double value, String written) {

  /// What its unit says.
  public enum Kind {
    SHARE,
    TIME,
    NUMBER
  }

  private static final Pattern SHAPE =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?)\\s*(%|ms|s|m|h|d)?");

  static Optional<Amount> of(JsonNode node) {
    String text = node.asString("").strip();
    Matcher shape = SHAPE.matcher(text);
    if (!(node.isNumber() || node.isString()) || !shape.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(shape.group(1));
    String unit = shape.group(2);
    if (unit == null) {
      return Optional.of(new Amount(Kind.NUMBER, number, text));
    }
    return Optional.of(
        switch (unit) {
          case "%" -> new Amount(Kind.SHARE, number / 100, text);
          case "ms" -> new Amount(Kind.TIME, number / 1_000, text);
          case "s" -> new Amount(Kind.TIME, number, text);
          case "m" -> new Amount(Kind.TIME, number * 60, text);
          case "h" -> new Amount(Kind.TIME, number * 3_600, text);
          default -> new Amount(Kind.TIME, number * 86_400, text);
        });
  }
}
