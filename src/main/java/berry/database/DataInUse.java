package berry.database;

/// Another process works with the data folder: it alone may, while it runs.
public final class DataInUse extends RuntimeException {

  DataInUse(String message) {
    super(message);
  }
}
