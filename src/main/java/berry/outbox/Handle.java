package berry.outbox;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// Names of uploads that nobody can guess.
final class Handle {

  private static final int BYTES = 18;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{24}");

  private Handle() {}

  /// Whether it can be one: other texts may hold what the database does not take.
  static boolean isOne(String given) {
    return SHAPE.matcher(given).matches();
  }

  /// 144 random bits as 24 characters of `A-Za-z0-9_-`: no message has such an id.
  static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
