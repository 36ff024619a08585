package berry.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Makes the pool's connections and, once it insists, tries until the server is back.
///
/// HikariCP rests after each failure twice as long as before, up to 5 s, and nobody can wake it:
/// after an outage of a minute updates waited for up to 5 s more. Tried four times a second, the
/// first connection is there when the server is.
final class RetryingDataSource implements DataSource {

  private static final long PAUSE_MILLIS = 250;

  /// So that the kernel, which repeats an unanswered SYN after 1, 3 and 7 s, is asked anew.
  private static final String CONNECT_SECONDS = "2";

  private final Address address;
  private final Properties options;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean insists;

  /// @param silence how long the server may take to answer
  RetryingDataSource(Address address, Duration silence) {
    this.address = address;
    this.options = Address.options(silence);
    options.setProperty("user", address.user());
    options.setProperty("password", address.password());
  }

  /// From now on a server that is away is waited for. Before, a failure tells of a wrong address.
  void insist() {
    options.setProperty("connectTimeout", CONNECT_SECONDS);
    insists = true;
  }

  /// Ends the waiting.
  void close() {
    closed.countDown();
  }

  @Override
  public Connection getConnection() throws SQLException {
    while (true) {
      try {
        return DriverManager.getConnection(address.jdbcUrl(), options);
      } catch (SQLException e) {
        if (!insists || !away(e) || ended()) {
          throw e;
        }
      }
    }
  }

  /// Out of reach, just starting, or closed for the moment in which a restored database takes its
  /// place (55000). Whoever is refused for another reason, such as a password, is refused at the
  /// next try as well.
  private static boolean away(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.equals("57P03") || state.equals("55000");
  }

  private boolean ended() {
    try {
      return closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the address says who we are");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  /// The pool sets it to its own patience; ours is among the options.
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("java.util.logging is not used");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
