package berry.inbox;

import berry.telegram.UnreadableUpdate;
import berry.telegram.Update;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// An update as it came. Nobody changes the bytes.
final class Body {

  private static final long BITS_OF_AN_ID = (1L << 52) - 1;

  private final byte[] bytes;

  Body(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  Update read() throws UnreadableUpdate {
    return Update.read(bytes);
  }

  /// A body without an id gets a negative one made of its own bytes, as no update of Telegram's
  /// has: the same body sent again is then a repeat like any other.
  long madeUpId() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return -1 - (ByteBuffer.wrap(hash).getLong() & BITS_OF_AN_ID);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
