package berry.database;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The database and, when there is no other, the server under it: whoever needs both opens and
/// closes them here in the right order.
public final class Storage implements AutoCloseable {

  /// @param pooled where ordinary work goes
  /// @param direct past any pooler, for LISTEN, locks and migrations
  public record Given(Address pooled, Address direct) {}

  private final @Nullable EmbeddedPostgres embedded;
  private final Database database;
  private final Address direct;

  private Storage(@Nullable EmbeddedPostgres embedded, Database database, Address direct) {
    this.embedded = embedded;
    this.database = database;
    this.direct = direct;
  }

  /// For the process that serves: an embedded server is its own, and another process that runs one
  /// over the same folder is an error.
  ///
  /// @param given null: the embedded server under `data`
  /// @param progress hears what takes long the first time
  public static Storage serve(
      @Nullable Given given, Path data, int connections, Consumer<String> progress) {
    return given == null ? embedded(data, connections, progress) : open(given, connections);
  }

  /// For a verb that only visits: joins the embedded server that another process runs, and starts a
  /// stopped one for as long as the visit lasts.
  public static Storage visit(
      @Nullable Given given, Path data, int connections, Consumer<String> progress) {
    if (given != null) {
      return open(given, connections);
    }
    return EmbeddedPostgres.running(data)
        .map(address -> open(new Given(address, address), connections))
        .orElseGet(() -> embedded(data, connections, progress));
  }

  private static Storage open(Given given, int connections) {
    return new Storage(null, Database.open(given.pooled(), connections), given.direct());
  }

  private static Storage embedded(Path data, int connections, Consumer<String> progress) {
    EmbeddedPostgres server = EmbeddedPostgres.start(data, progress);
    try {
      return new Storage(server, Database.open(server.address(), connections), server.address());
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  public Database database() {
    return database;
  }

  public Address direct() {
    return direct;
  }

  /// Whether the server runs inside this process's care, and its data in this process's folder.
  public boolean isEmbedded() {
    return embedded != null;
  }

  /// Puts what the sandbox stored aside, so that a real bot starts clean; only for an embedded
  /// server. This object is closed by it: open another.
  ///
  /// @return the name under which the old database is kept
  public String putAside() {
    if (embedded == null) {
      throw new IllegalStateException("only an embedded database is put aside");
    }
    database.close();
    try {
      return embedded.putAside();
    } finally {
      embedded.close();
    }
  }

  @Override
  public void close() {
    try {
      database.close();
    } finally {
      if (embedded != null) {
        embedded.close();
      }
    }
  }
}
