package berry.backup;

import java.io.IOException;

/// None of the keys opens an encrypted backup: it was made for others, or its head is damaged.
final class Locked extends IOException {

  Locked(String message, Throwable cause) {
    super(message, cause);
  }
}
