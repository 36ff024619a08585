package berry.scenarios;

import java.nio.charset.StandardCharsets;

/// What pieces of PostgreSQL's protocol are about.
final class Pieces {

  private Pieces() {}

  /// Only the first COMMIT of a connection: later ones go by the name of a prepared statement.
  static boolean firstCommit(byte[] piece) {
    return new String(piece, StandardCharsets.ISO_8859_1).contains("COMMIT\0");
  }
}
