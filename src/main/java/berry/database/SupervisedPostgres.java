package berry.database;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that is started anew when it ends without having been told to: killed by a person or by
/// a machine short of memory. What worked with it finds it again at the same address.
final class SupervisedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SupervisedPostgres.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration GOODBYE = Duration.ofSeconds(30);

  /// Starts it as the first time.
  interface Starter {
    PostgresServer start() throws IOException;
  }

  private final Starter starter;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread keeping;
  private volatile PostgresServer server;

  SupervisedPostgres(Starter starter) throws IOException {
    this.starter = starter;
    this.server = starter.start();
    this.keeping = Thread.ofVirtual().name("postgres-keeping").start(this::keep);
  }

  /// Stops the server for good.
  @Override
  public void close() {
    closing.countDown();
    server.close();
    // It may be in the middle of a start, which must not outlive us.
    Threads.join(keeping, GOODBYE);
  }

  private void keep() {
    try {
      while (true) {
        int exit = server.awaitEnd();
        if (over()) {
          return;
        }
        LOG.error("The embedded PostgreSQL ended by itself (exit {}); it is started again", exit);
        server.close();
        if (!revive()) {
          return;
        }
        LOG.info("The embedded PostgreSQL runs again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return false when it was closed in between
  private boolean revive() throws InterruptedException {
    BackOff backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE);
    while (!over()) {
      Duration pause = backOff.next();
      try {
        server = starter.start();
        if (over()) {
          server.close();
        }
        return !over();
      } catch (IOException | RuntimeException e) {
        LOG.error(
            "PostgreSQL did not start; next try in {} ms: {}", pause.toMillis(), e.getMessage());
      }
      if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private boolean over() {
    return closing.getCount() == 0;
  }
}
