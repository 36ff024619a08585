package berry.backup;

import java.io.IOException;

/// A stored backup is not what was written: changed, cut off, or not to be opened by the key.
final class Damaged extends IOException {

  Damaged(String message) {
    super(message);
  }

  Damaged(String message, Throwable cause) {
    super(message, cause);
  }
}
