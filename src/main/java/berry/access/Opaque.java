package berry.access;

import berry.database.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/// Texts nobody can guess, of which only the hash is kept.
///
/// A plain SHA-256 without salt or stretching is enough for 192 random bits or more, and lets the
/// database find the row by its key, so no comparison of ours could leak by its timing.
final class Opaque {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Opaque() {}

  /// 256 random bits as 43 characters of `A-Za-z0-9_-`, which Telegram allows in a start link.
  static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] hash(String text) {
    return Sha256.of(text);
  }
}
