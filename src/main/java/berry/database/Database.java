package berry.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/// The pool of connections that everything stores and reads through.
public final class Database implements AutoCloseable {

  /// A server that says nothing for this long is taken for gone; the connection is thrown away.
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /// How long an unused connection may take to show that it still lives.
  private static final Duration VALIDATION = Duration.ofSeconds(2);

  /// Ends a slow statement while its connection can still be saved. Set on the client, because a
  /// pooler would hand a `SET statement_timeout` on to strangers.
  private static final int STATEMENT_SECONDS = 20;

  /// What a process that is frozen in the middle of a transaction has locked, others wait for; its
  /// connection lives on. A pooler would hand this on to strangers.
  private static final String NO_SILENT_TRANSACTIONS =
      "SET idle_in_transaction_session_timeout = 8000";

  /// One that commits, and one to be made while a dead one is closed.
  private static final int INTAKE = 2;

  /// Takes and gives back 4 MB of the server's memory, once a connection. From then on the C
  /// library keeps up to twice as much of what the connection frees (mallopt(3), M_MMAP_THRESHOLD).
  /// Before, each trip of the intake gave its memory back to the kernel and asked for it again,
  /// which was a third of what the server computed for an update.
  private static final String ROOMY = "SELECT length(repeat('x', 4194304))";

  /// The statements of the intake are written so that one plan suits any number of rows. Left to
  /// itself PostgreSQL plans some of them anew for each batch of a few rows: a bare loop that
  /// commits one row at a time is nearly twice as fast without. A pooler would hand this on to
  /// strangers.
  private static final String ONE_PLAN = "SET plan_cache_mode = force_generic_plan";

  private final Address address;
  private final RetryingDataSource source;
  private final @Nullable String first;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private @Nullable HikariDataSource intake;

  private Database(
      Address address, RetryingDataSource source, @Nullable String first, HikariDataSource pool) {
    this.address = address;
    this.source = source;
    this.first = first;
    this.pool = pool;
    this.jdbi =
        Jdbi.create(pool)
            .installPlugin(new SqlObjectPlugin())
            .installPlugin(new PostgresPlugin())
            .configure(SqlStatements.class, all -> all.setQueryTimeout(STATEMENT_SECONDS))
            // Otherwise every exception quotes the values it was given: what people wrote.
            .configure(
                StatementExceptions.class, all -> all.setMessageRendering(MessageRendering.NONE));
  }

  /// Opens the pool and one connection, so that a wrong address is noticed at once.
  ///
  /// @param connections most connections at a time
  /// @throws DatabaseUnreachable with host, port and what was found there
  public static Database open(Address address, int connections) {
    return open(address, connections, null);
  }

  /// The same for an address that is no pooler's: the server ends a transaction of ours that falls
  /// silent for eight seconds, and plans the statements of the intake once.
  public static Database openDirect(Address address, int connections) {
    return open(address, connections, NO_SILENT_TRANSACTIONS);
  }

  private static Database open(Address address, int connections, @Nullable String first) {
    RetryingDataSource source = new RetryingDataSource(address, SILENCE);
    HikariConfig config = config("database", source, connections);
    config.setConnectionInitSql(first);
    config.setMinimumIdle(Math.min(2, connections));
    config.setInitializationFailTimeout(1);
    try {
      HikariDataSource pool = new HikariDataSource(config);
      source.insist();
      return new Database(address, source, first, pool);
    } catch (PoolInitializationException e) {
      throw new DatabaseUnreachable(address, e);
    }
  }

  private static HikariConfig config(String name, RetryingDataSource source, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(5_000);
    config.setValidationTimeout(VALIDATION.toMillis());
    return config;
  }

  public Address address() {
    return address;
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /// The same pool for plain JDBC. A query timeout is the caller's own there.
  public DataSource dataSource() {
    return pool;
  }

  /// Connections that only the intake uses, made at the first call. When the network forgets all
  /// connections, each of the others may be held for up to [#SILENCE] by somebody who waits for an
  /// answer; updates must not queue for them.
  public synchronized DataSource intake() {
    HikariDataSource open = intake;
    if (open == null) {
      HikariConfig config = config("intake", source, INTAKE);
      config.setMinimumIdle(1);
      config.setInitializationFailTimeout(-1);
      config.setConnectionInitSql(
          first == null ? ROOMY : String.join("; ", first, ONE_PLAN, ROOMY));
      open = new HikariDataSource(config);
      intake = open;
    }
    return open;
  }

  /// How many wait for a connection of the everyday pool.
  public int waiting() {
    HikariPoolMXBean connections = pool.getHikariPoolMXBean();
    return connections == null ? 0 : connections.getThreadsAwaitingConnection();
  }

  /// Somebody's connection turned out to be dead: those that wait unused were most likely cut off
  /// with it, and each would be tried in vain for [#VALIDATION] first. New ones are made instead.
  public synchronized void distrust() {
    evict(pool);
    if (intake != null) {
      evict(intake);
    }
  }

  private static void evict(HikariDataSource distrusted) {
    HikariPoolMXBean connections = distrusted.getHikariPoolMXBean();
    if (connections != null) {
      connections.softEvictConnections();
    }
  }

  @Override
  public synchronized void close() {
    source.close();
    if (intake != null) {
      intake.close();
    }
    pool.close();
  }
}
