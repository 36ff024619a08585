package berry.database;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Await;
import berry.testing.TestDatabase;
import berry.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DropDatabaseTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final TestDatabase home = TestDatabase.empty();
  private final String name = home.address().database() + "_beside";

  @AfterEach
  void close() {
    home.close();
  }

  /// As a worker of autovacuum is: it belongs to the superuser, and goes after a while.
  @Test
  void waits_until_a_session_it_may_not_end_is_gone() throws Exception {
    home.run("CREATE DATABASE " + name);
    Connection other =
        TestServer.shared().superuser().withDatabase(name).connect(Duration.ofMinutes(1));
    try (Connection connection = home.address().connect(Duration.ofMinutes(1))) {
      CompletableFuture<Void> dropping = CompletableFuture.runAsync(() -> drop(connection));

      Await.until(
          SOON,
          () ->
              home.one(
                      """
                      SELECT count(*) FROM pg_stat_activity
                      WHERE query LIKE 'SELECT pg_sleep%' AND datname = current_database()
                      """)
                  .equals("1"));
      other.close();
      dropping.get();
    }

    assertThat(there()).isEqualTo("0");
  }

  @Test
  void ends_sessions_of_its_own() throws Exception {
    home.run("CREATE DATABASE " + name);
    Address beside = home.address().withDatabase(name);
    try (Connection own = beside.connect(Duration.ofMinutes(1));
        Connection connection = home.address().connect(Duration.ofMinutes(1))) {
      DropDatabase.drop(connection, name);
      assertThat(own.isValid(5)).isFalse();
    }

    assertThat(there()).isEqualTo("0");
  }

  private String there() {
    return home.one("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'");
  }

  private void drop(Connection connection) {
    try {
      DropDatabase.drop(connection, name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
