package berry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.Await;
import berry.testing.Ports;
import berry.testing.TestDatabase;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Tag("sql")
final class DatabaseTest {

  @AutoClose private final TestDatabase test = TestDatabase.fresh();

  @Test
  void says_that_nothing_listens_there() {
    int port = Ports.free();
    Address nowhere = new Address("jdbc:postgresql://127.0.0.1:" + port + "/berry", "me", "secret");

    assertThatThrownBy(() -> Database.open(nowhere, 2))
        .isInstanceOf(DatabaseUnreachable.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("nothing listens there")
        .hasMessageNotContainingAny("secret");
  }

  @Test
  void says_that_the_host_is_unknown() {
    Address nowhere = new Address("jdbc:postgresql://no-such-host.invalid/berry", "me", "secret");

    assertThatThrownBy(() -> Database.open(nowhere, 2))
        .isInstanceOf(DatabaseUnreachable.class)
        .hasMessageContaining("no such host name");
  }

  @Test
  void says_that_the_password_was_refused_without_showing_it() {
    Address wrong = new Address(test.address().jdbcUrl(), "berry", "wrong secret");

    assertThatThrownBy(() -> Database.open(wrong, 2))
        .isInstanceOf(DatabaseUnreachable.class)
        .hasMessageContaining("refused the password")
        .hasMessageNotContainingAny("wrong secret");
  }

  @Test
  void says_that_there_is_no_such_database() {
    Address wrong = test.address().withDatabase("nothing_here");

    assertThatThrownBy(() -> Database.open(wrong, 2))
        .isInstanceOf(DatabaseUnreachable.class)
        .hasMessageContaining("no such database");
  }

  @Test
  void takes_the_host_that_answers() {
    String url = test.address().jdbcUrl();
    String both = url.replace("//", "//127.0.0.1:" + Ports.free() + ",");

    try (Database database = Database.open(new Address(both, "berry", password()), 2)) {
      assertThat(one(database, "SELECT current_database()")).isEqualTo(test.address().database());
    }
  }

  @Test
  void closes_silently_while_connections_are_being_made() {
    Logger hikari = (Logger) LoggerFactory.getLogger("com.zaxxer.hikari.pool.HikariPool");
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    hikari.addAppender(heard);
    try {
      for (int i = 0; i < 20; i++) {
        // The second connection is made in the background.
        Database.open(test.address(), 2).close();
      }
    } finally {
      hikari.detachAppender(heard);
    }
    assertThat(List.copyOf(heard.list))
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(message -> message.contains("add connection executor"));
  }

  @Test
  void is_called_berry_on_the_server() {
    assertThat(one(test.database(), "SHOW application_name")).isEqualTo("berry");
  }

  @Test
  void plans_the_statements_of_the_intake_once() throws SQLException {
    try (Database direct = Database.openDirect(test.address(), 1);
        Connection intake = direct.intake().getConnection();
        PreparedStatement batch =
            intake.prepareStatement("SELECT id FROM person WHERE id = ANY (?)")) {
      for (int n = 0; n < 20; n++) {
        batch.setArray(1, intake.createArrayOf("bigint", new Long[] {1L}));
        batch.execute();
      }

      assertThat(plans(intake, "custom_plans")).isZero();
      assertThat(plans(intake, "generic_plans")).isPositive();
    }
  }

  @Test
  void leaves_nothing_behind_on_a_connection_that_a_pooler_hands_on() throws SQLException {
    try (Database pooled = Database.open(test.address(), 1);
        Connection intake = pooled.intake().getConnection();
        ResultSet changed =
            intake
                .createStatement()
                .executeQuery(
                    """
                    SELECT count(*)
                    FROM pg_settings
                    WHERE source = 'session'
                      AND name IN ('plan_cache_mode', 'idle_in_transaction_session_timeout')
                    """)) {
      changed.next();
      assertThat(changed.getInt(1)).isZero();
    }
  }

  /// As long as its process is frozen, others would wait for what it has locked.
  @Test
  @Tag("scenario")
  void a_transaction_that_falls_silent_loses_its_locks() throws SQLException {
    try (Database frozen = Database.openDirect(test.address(), 1)) {
      Connection silent = frozen.dataSource().getConnection();
      silent.setAutoCommit(false);
      silent.createStatement().execute("LOCK TABLE lease");
      assertThat(lockers()).isEqualTo("1");

      Await.until(Duration.ofSeconds(15), () -> lockers().equals("0"));
      assertThatThrownBy(silent::commit).isInstanceOf(SQLException.class);
    }
  }

  /// How often this connection's statements over people were planned anew, or with the one plan.
  private static long plans(Connection connection, String which) throws SQLException {
    try (ResultSet counted =
        connection
            .createStatement()
            .executeQuery(
                "SELECT coalesce(sum(%s), 0) FROM pg_prepared_statements WHERE statement LIKE '%%person%%'"
                    .formatted(which))) {
      counted.next();
      return counted.getLong(1);
    }
  }

  private String lockers() {
    return one(
        test.database(),
        """
        SELECT count(*)
        FROM pg_locks
        WHERE relation = CAST('lease' AS regclass)
          AND mode = 'AccessExclusiveLock'
        """);
  }

  private String password() {
    return test.address().password();
  }

  private static String one(Database database, String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }
}
