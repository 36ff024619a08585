package berry.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes the readers of other replicas, and ours for them, by PostgreSQL's LISTEN and NOTIFY.
///
/// Messages are `<sender> <highest id seen>`. A pooler in transaction mode takes LISTEN and
/// delivers nothing; that is found out by a message to ourselves through the pool.
final class ChangeSignal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeSignal.class);
  private static final String CHANNEL = "berry_change";

  private static final Pattern MESSAGE = Pattern.compile("(\\S+) (\\d{1,18})");

  /// Many commits, one message.
  private static final Duration COALESCED = Duration.ofMillis(75);

  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final Duration ALIVE = Duration.ofSeconds(10);
  private static final Duration POOLER_AGAIN = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Jdbi pool;
  private final Address direct;
  private final ChangeReader reader;
  private final String us = UUID.randomUUID().toString();
  private final Semaphore unsent = new Semaphore(0);
  private final Thread listening;
  private final Thread sending;

  private volatile @Nullable Connection connection;
  private volatile boolean works;
  private volatile boolean closed;

  ChangeSignal(Jdbi pool, Address direct, ChangeReader reader) {
    this.pool = pool;
    this.direct = direct;
    this.reader = reader;
    // Not virtual: to interrupt one of those in the middle of a statement closes its connection.
    this.listening = Thread.ofPlatform().daemon().name("changes-listening").unstarted(this::listen);
    this.sending = Thread.ofPlatform().daemon().name("changes-sending").unstarted(this::sendAll);
  }

  void start() {
    listening.start();
    sending.start();
  }

  /// Whether messages arrive.
  boolean works() {
    return works;
  }

  void send() {
    unsent.release();
  }

  @Override
  public void close() {
    closed = true;
    sending.interrupt();
    Connection open = connection;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("The listening connection was gone already", e);
      }
    }
    listening.interrupt();
    Threads.join(sending);
    Threads.join(listening);
  }

  private void sendAll() {
    try {
      while (!closed) {
        unsent.acquire();
        Thread.sleep(COALESCED);
        unsent.drainPermits();
        try {
          tell(us + " " + reader.highest());
        } catch (JdbiException e) {
          // The others poll, too; the reader complains when the database is gone.
          LOG.debug("Other replicas were not notified", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    BackOff backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE);
    boolean complained = false;
    while (!closed) {
      Duration pause;
      try (Connection opened = direct.connect(ALIVE)) {
        connection = opened;
        if (arrives(opened)) {
          LOG.debug("Notifications arrive");
          complained = false;
          backOff.reset();
          hear(opened);
        } else if (!complained && !closed) {
          complained = true;
          LOG.warn(
              "Notifications do not arrive through {}: a pooler in transaction mode? Changes of"
                  + " other replicas show after up to 1 s. Name the server itself in"
                  + " DATABASE_UNPOOLED_URL.",
              direct.hosts());
        }
        pause = POOLER_AGAIN;
      } catch (SQLException | JdbiException e) {
        if (!complained && !closed) {
          complained = true;
          LOG.warn("No notifications from {}, polling each second: {}", direct, e.getMessage());
        }
        pause = backOff.next();
      } finally {
        connection = null;
        works = false;
      }
      if (!rest(pause)) {
        return;
      }
    }
  }

  /// Listens, and sends itself a message by another connection.
  private boolean arrives(Connection opened) throws SQLException {
    try (Statement statement = opened.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
    }
    String probe = UUID.randomUUID().toString();
    tell(probe);
    long deadline = System.nanoTime() + PROBE.toNanos();
    for (long left = PROBE.toMillis(); left > 0 && !works; left = millisUntil(deadline)) {
      for (PGNotification one : next(opened, (int) left)) {
        works |= one.getParameter().equals(probe);
        heard(one.getParameter());
      }
    }
    reader.wake(); // for what was said while nobody listened
    return works;
  }

  private void hear(Connection opened) throws SQLException {
    while (!closed) {
      PGNotification[] messages = next(opened, (int) ALIVE.toMillis());
      for (PGNotification one : messages) {
        heard(one.getParameter());
      }
      if (messages.length == 0 && !opened.isValid((int) ALIVE.toSeconds())) {
        throw new SQLException("the connection does not answer any more");
      }
    }
  }

  private void heard(String message) {
    Matcher parts = MESSAGE.matcher(message);
    if (parts.matches() && !parts.group(1).equals(us)) {
      reader.reach(Long.parseLong(parts.group(2)));
    }
  }

  private static PGNotification[] next(Connection opened, int millis) throws SQLException {
    PGNotification[] messages = opened.unwrap(PGConnection.class).getNotifications(millis);
    return messages == null ? new PGNotification[0] : messages;
  }

  private void tell(String message) {
    pool.useHandle(
        handle -> handle.select("SELECT pg_notify(?, ?)", CHANNEL, message).mapToMap().list());
  }

  private boolean rest(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static long millisUntil(long deadline) {
    return (deadline - System.nanoTime()) / 1_000_000;
  }
}
