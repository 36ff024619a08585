package berry.access;

import berry.telegram.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes texts nobody can guess, and recognises its own without asking the database.
///
/// 192 random bits and a tag of 64 over them, keyed by the bot's token: a made-up text passes once
/// in 2^64 tries, so guesses can be refused for nothing, whoever else comes from the same address.
/// The tag grants nothing by itself. What a text opens, and whether it still does, stands in the
/// database, under its hash.
///
/// Every replica has the token, so what one sealed all others recognise; with a new token everybody
/// signs in anew.
public final class Seal {

  /// What a text is for: none passes for another.
  public enum Purpose {
    SESSION,
    SIGN_IN_LINK,
    INVITATION,
    /// Makes a contact reachable.
    ON_CALL
  }

  private static final int RANDOM_BYTES = 24;
  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  public Seal(Token token) {
    // Not the token itself: it keys the launch data's and the webhook's signatures, too.
    this.key = key(hmac(key(bytes(token.value())), bytes("berry seal")));
  }

  /// @return 43 characters of `A-Za-z0-9_-`
  public String fresh(Purpose purpose) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return sealed(purpose, random);
  }

  /// Whether [#fresh] made it, now or before a restart, here or on another replica.
  public boolean genuine(Purpose purpose, String text) {
    if (!SHAPE.matcher(text).matches()) {
      return false;
    }
    byte[] random = Arrays.copyOf(Base64.getUrlDecoder().decode(text), RANDOM_BYTES);
    // The texts, not the bytes: the last character has two bits to spare, and variants are not
    // ours.
    return MessageDigest.isEqual(bytes(text), bytes(sealed(purpose, random)));
  }

  private String sealed(Purpose purpose, byte[] random) {
    byte[] name = bytes(purpose.name());
    byte[] tag = hmac(key, ByteBuffer.allocate(64).put(random).put(name).array());
    byte[] all = ByteBuffer.allocate(BYTES).put(random).put(tag, 0, BYTES - RANDOM_BYTES).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  private static SecretKeySpec key(byte[] bytes) {
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private static byte[] hmac(SecretKeySpec key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "•••";
  }
}
