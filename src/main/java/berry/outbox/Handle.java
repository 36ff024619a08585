package berry.outbox;

import java.security.SecureRandom;
import java.util.Base64;

/// Names of uploads that nobody can guess.
final class Handle {

  private static final int BYTES = 18;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Handle() {}

  /// 144 random bits as 24 characters of `A-Za-z0-9_-`: no message has such an id.
  static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
