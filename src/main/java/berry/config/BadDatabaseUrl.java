package berry.config;

/// A database address that can't be understood. The message says what is wrong in one sentence and
/// never repeats the address.
public final class BadDatabaseUrl extends Exception {

  BadDatabaseUrl(String message) {
    super(message);
  }
}
