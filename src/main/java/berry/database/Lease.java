package berry.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A right that one replica has at a time, such as to poll Telegram.
///
/// It is a session lock of PostgreSQL on a connection of its own: whoever loses the connection
/// loses the right. The holder checks every two seconds; a server that hears nothing of a holder
/// for eight seconds ends its session, so another takes over within ten. It is the silence of the
/// process that counts as well as that of its machine: for a process that is stopped the kernel
/// goes on acknowledging keepalives.
///
/// A holder that was frozen does not know that it lost. Before what can't be undone it asks
/// [#confirmed()]; work inside a transaction is fenced by [#confirms(Handle)]: each taking has a
/// higher epoch, and that of an earlier one is refused.
public final class Lease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final Duration CHECKED = Duration.ofSeconds(2);
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final Address direct;
  private final String name;

  private @Nullable Connection connection;
  private @Nullable Thread watch;
  private volatile long epoch;
  private volatile Runnable lost = () -> {};

  /// @param direct past any pooler: the lock belongs to a session
  public Lease(Address direct, String name) {
    this.direct = direct;
    this.name = name;
  }

  /// What is to end at once when the right is lost to a broken connection, such as a long call that
  /// would run beside the next holder's. Called from any thread; must not block.
  public void whenLost(Runnable end) {
    lost = end;
  }

  /// Takes the right if nobody has it. To be asked again each second or two.
  ///
  /// @return whether it is ours now
  /// @throws DatabaseUnreachable when there is no connection
  public synchronized boolean tryAcquire() {
    if (held()) {
      return true;
    }
    Connection opened = null;
    try {
      opened = direct.connect(SILENCE);
      if (lock(opened)) {
        epoch = nextEpoch(opened);
        connection = opened;
        watch = Thread.ofVirtual().name("lease-" + name).start(this::watch);
        return true;
      }
      opened.close();
      return false;
    } catch (SQLException e) {
      drop(opened);
      throw new DatabaseUnreachable(direct, e);
    }
  }

  /// Whether it was ours at the last check, two seconds ago at most.
  public boolean held() {
    return epoch > 0;
  }

  /// Whether it is ours now, asked of the server: the session that answers is the one that holds
  /// the lock. Waits up to five seconds for it.
  public synchronized boolean confirmed() {
    long asked;
    do {
      asked = System.nanoTime();
      check();
      // An answer may have lain in the socket while this process was frozen: it is asked again.
    } while (held() && System.nanoTime() - asked > SILENCE.toNanos());
    return held();
  }

  /// Which taking this is, 1 for the first ever; 0 while the right is not ours.
  public long epoch() {
    return epoch;
  }

  /// Whether nobody has taken over since. Until the transaction ends, nobody can.
  public boolean confirms(Handle transaction) {
    long ours = epoch;
    return ours > 0
        && transaction
            .createQuery("SELECT epoch FROM lease WHERE name = :name FOR SHARE")
            .bind("name", name)
            .mapTo(Long.class)
            .findOne()
            .filter(theirs -> theirs == ours)
            .isPresent();
  }

  /// Gives the right back, for another to take at once.
  @Override
  public void close() {
    Thread watching;
    synchronized (this) {
      watching = watch;
      release();
      lose();
    }
    if (watching != null) {
      watching.interrupt();
      Threads.join(watching);
    }
  }

  /// Said aloud, because a server ends a session, and with it the lock, only some time after the
  /// connection was closed.
  private void release() {
    Connection open = connection;
    if (open == null) {
      return;
    }
    try (Statement statement = open.createStatement()) {
      statement.execute("SELECT pg_advisory_unlock_all()");
    } catch (SQLException e) {
      LOG.debug("Lease {} went with its connection: {}", name, e.getMessage());
    }
  }

  private boolean lock(Connection opened) throws SQLException {
    try (Statement statement = opened.createStatement()) {
      // So that the server, too, notices a holder that is cut off or frozen. 8 s of silence end the
      // session.
      statement.execute(
          """
          SET tcp_keepalives_idle = 4;
          SET tcp_keepalives_interval = 2;
          SET tcp_keepalives_count = 2;
          SET tcp_user_timeout = 8000
          """);
      if (!direct.ofPooler()) {
        statement.execute("SET idle_session_timeout = 8000");
      }
    }
    try (PreparedStatement statement =
        opened.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
      statement.setString(1, "berry.lease." + name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private long nextEpoch(Connection opened) throws SQLException {
    try (PreparedStatement statement =
        opened.prepareStatement(
            """
            INSERT INTO lease (name, epoch, taken_at)
            VALUES (?, 1, clock_timestamp())
            ON CONFLICT (name) DO UPDATE
            SET epoch = lease.epoch + 1, taken_at = excluded.taken_at
            RETURNING epoch
            """)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void watch() {
    try {
      while (held()) {
        Thread.sleep(CHECKED);
        check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void check() {
    Connection open = connection;
    if (open == null) {
      return;
    }
    try (Statement statement = open.createStatement()) {
      statement.execute("SELECT 1");
    } catch (SQLException e) {
      LOG.warn("Lease {} (epoch {}) is lost: {}", name, epoch, e.getMessage());
      lose();
      lost.run();
    }
  }

  private void lose() {
    epoch = 0;
    drop(connection);
    connection = null;
    watch = null;
  }

  private void drop(@Nullable Connection open) {
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (SQLException e) {
      LOG.debug("The connection of lease {} was gone already", name, e);
    }
  }
}
