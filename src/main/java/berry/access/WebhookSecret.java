package berry.access;

import berry.database.Sha256;
import berry.telegram.Token;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What Telegram sends with each webhook call, so that nobody else can make us believe an update.
///
/// Derived from the token: each replica knows it without asking, only its hash is stored (see
/// [WebhookSecrets]), and who learns it does not learn the token.
final class WebhookSecret {

  private final String value;

  WebhookSecret(Token token) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(token.value()), "HmacSHA256"));
      this.value = HexFormat.of().formatHex(mac.doFinal(bytes("berry webhook")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /// In constant time, so that it can't be guessed letter by letter.
  boolean matches(@Nullable String given) {
    return given != null && MessageDigest.isEqual(bytes(given), bytes(value));
  }

  String reveal() {
    return value;
  }

  /// What may be written down: from 256 bits of a hash nobody finds the secret.
  byte[] hash() {
    return Sha256.of(value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "•••";
  }
}
