package berry.scenarios;

import java.nio.charset.StandardCharsets;

/// What pieces of PostgreSQL's protocol are about.
final class Pieces {

  private Pieces() {}

  /// pgjdbc sends the word each time, never the name of a prepared statement.
  static boolean commits(byte[] piece) {
    return new String(piece, StandardCharsets.ISO_8859_1).contains("COMMIT\0");
  }
}
