package berry.database;

/// A database, or a folder for the embedded one, that Berry cannot work with as it is. The message
/// names the thing, what it holds, what is allowed and how to put it right.
public final class DatabaseUnusable extends RuntimeException {

  public DatabaseUnusable(String message) {
    super(message);
  }

  public DatabaseUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
