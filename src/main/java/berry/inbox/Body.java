package berry.inbox;

import berry.database.Sha256;
import berry.telegram.UnreadableUpdate;
import berry.telegram.Update;
import java.nio.ByteBuffer;

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
    return -1 - (ByteBuffer.wrap(Sha256.of(bytes)).getLong() & BITS_OF_AN_ID);
  }
}
