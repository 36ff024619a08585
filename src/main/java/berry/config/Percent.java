package berry.config;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Percent-encoding as PostgreSQL's own clients read it: `+` is a plus, not a space.
final class Percent {

  private Percent() {}

  /// @param what names the part in the complaint
  static String decode(String text, String what) throws BadDatabaseUrl {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
    for (int index = 0; index < raw.length; index++) {
      if (raw[index] != '%') {
        bytes.write(raw[index]);
        continue;
      }
      int high = index + 2 < raw.length ? Character.digit(raw[index + 1], 16) : -1;
      int low = index + 2 < raw.length ? Character.digit(raw[index + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw new BadDatabaseUrl(
            "in the " + what + " a % is not followed by two hex digits; a plain % is written %25");
      }
      if (high == 0 && low == 0) {
        throw new BadDatabaseUrl("the " + what + " holds %00, which PostgreSQL can't take");
      }
      bytes.write(high * 16 + low);
      index += 2;
    }
    return utf8(bytes.toByteArray(), what);
  }

  /// For pgjdbc, which reads its parameters as a web form does: a space becomes %20, a plus %2B.
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String utf8(byte[] bytes, String what) throws BadDatabaseUrl {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new BadDatabaseUrl("the percent-encoding of the " + what + " is not UTF-8");
    }
  }
}
