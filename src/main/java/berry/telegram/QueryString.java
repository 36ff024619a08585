package berry.telegram;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A query string read without forgiveness.
///
/// What is signed are lines `key=value`, so a key with `=` or a value with a line end could be cut
/// in two ways that sign alike; neither is accepted.
final class QueryString {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private QueryString() {}

  /// Puts the decoded fields into `into`.
  ///
  /// @return what is wrong with it; null when nothing is
  static @Nullable String read(String raw, Map<String, String> into) {
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        return "not a query string";
      }
      String key = pair.substring(0, equals);
      String value = decoded(pair.substring(equals + 1));
      if (!KEY.matcher(key).matches()) {
        return "a field name that Telegram does not use";
      }
      if (value == null) {
        return "not percent-encoded UTF-8";
      }
      if (value.chars().anyMatch(one -> one < ' ')) {
        return "a control character in a field";
      }
      if (into.putIfAbsent(key, value) != null) {
        return "a field that comes twice";
      }
    }
    return null;
  }

  static String write(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// As browsers do: a space as %20, so that readers which don't know `+` read it too.
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static @Nullable String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one == '%') {
        int high = digit(text, i + 1);
        int low = digit(text, i + 2);
        if (high < 0 || low < 0) {
          return null;
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else if (one > '~' || one < ' ') {
        return null;
      } else {
        bytes.write(one == '+' ? ' ' : one);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static int digit(String text, int at) {
    return at < text.length() && HexFormat.isHexDigit(text.charAt(at))
        ? HexFormat.fromHexDigit(text.charAt(at))
        : -1;
  }
}
