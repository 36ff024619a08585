package berry.database;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The database of a process that serves and, when there is no other, the server under it: opened
/// and closed in the right order.
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

  /// Another process that runs a server over the same folder is an error.
  ///
  /// @param given null: the embedded server under `data`
  /// @param first sees to the server before the database is opened; gets its address past any
  ///   pooler
  /// @param progress hears what takes long the first time
  public static Storage serve(
      @Nullable Given given,
      Path data,
      int connections,
      Consumer<Address> first,
      Consumer<String> progress) {
    return given == null
        ? embedded(data, connections, first, progress)
        : open(given, connections, first);
  }

  private static Storage open(Given given, int connections, Consumer<Address> first) {
    first.accept(given.direct());
    Address pooled = given.pooled();
    Database database =
        pooled.equals(given.direct()) && !pooled.ofPooler()
            ? Database.openDirect(pooled, connections)
            : Database.open(pooled, connections);
    return new Storage(null, database, given.direct());
  }

  private static Storage embedded(
      Path data, int connections, Consumer<Address> first, Consumer<String> progress) {
    EmbeddedPostgres server = EmbeddedPostgres.start(data, progress);
    try {
      first.accept(server.address());
      Database database = Database.openDirect(server.address(), connections);
      return new Storage(server, database, server.address());
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
