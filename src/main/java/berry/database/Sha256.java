package berry.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash by which rows are found without their content: of secrets, which must not be kept, and
/// of files and updates, which are kept once.
public final class Sha256 {

  private Sha256() {}

  public static byte[] of(byte[] bytes) {
    return begin().digest(bytes);
  }

  /// Of its UTF-8.
  public static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// For what comes in parts.
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256, this one has not", e);
    }
  }
}
