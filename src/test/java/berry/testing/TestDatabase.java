package berry.testing;

import berry.database.Address;
import berry.database.Database;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/// A migrated database of a test's own, on a real PostgreSQL that all tests of the JVM share.
///
/// ```java
/// @AutoClose private final TestDatabase database = TestDatabase.fresh();
/// ```
///
/// What works on it must be closed before it: then `@AfterEach` in order instead of `@AutoClose`.
///
/// Making one takes some 50 ms. `-Dberry.test.postgres=15` runs everything on the PostgreSQL 15
/// installed on this machine instead of the embedded one.
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Address address;
  private final Database database;

  private TestDatabase(Address address) {
    this.address = address;
    this.database = Database.open(address, 4);
  }

  /// With our schema and nothing in it.
  public static TestDatabase fresh() {
    return new TestDatabase(TestServer.shared().create(name(), true));
  }

  /// Without any table.
  public static TestDatabase empty() {
    return new TestDatabase(TestServer.shared().create(name(), false));
  }

  public Address address() {
    return address;
  }

  /// Where the server listens.
  public int port() {
    return URI.create(address.jdbcUrl().substring("jdbc:".length())).getPort();
  }

  /// The same database by way of a [FaultProxy].
  public Address addressThrough(int proxyPort) {
    String url = address.jdbcUrl().replace(":" + port() + "/", ":" + proxyPort + "/");
    return new Address(url, address.user(), address.password());
  }

  /// The same as a `DATABASE_URL`.
  public String url() {
    String password = URLEncoder.encode(address.password(), StandardCharsets.UTF_8);
    return "postgresql://%s:%s@%s/%s"
        .formatted(
            address.user(), password.replace("+", "%20"), address.hosts(), address.database());
  }

  /// A pool of four connections, closed with this.
  public Database database() {
    return database;
  }

  public Jdbi jdbi() {
    return database.jdbi();
  }

  /// The first column of the first row, as text; `null` as text when there is none in it.
  public String one(String sql) {
    return jdbi()
        .withHandle(handle ->
            handle
                .createQuery(sql)
                .map((row, context) -> String.valueOf(row.getObject(1)))
                .findOne()
                .orElse("no row"));
  }

  public void run(String sql) {
    jdbi().useHandle(handle -> handle.execute(sql));
  }

  /// Ends, as an administrator would, the sessions that hold a lease.
  public void endLeaseholders() {
    run(
        """
        SELECT pg_terminate_backend(pid)
        FROM pg_locks
        WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
          AND database = (
            SELECT oid FROM pg_database WHERE datname = current_database())
        """);
  }

  @Override
  public void close() {
    database.close();
    TestServer.shared().drop(address.database());
  }

  private static String name() {
    return "test_" + NUMBER.incrementAndGet();
  }
}
