package berry.inbox;

import static berry.inbox.InboxFixture.NOON;
import static berry.inbox.InboxFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Changes;
import berry.database.Database;
import berry.database.Migrations;
import berry.monitoring.Metrics;
import berry.testing.BreakableServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is acknowledged is stored, whatever becomes of PostgreSQL meanwhile.
@Tag("scenario")
class DatabaseAwayTest {

  @TempDir private Path folder;
  private BreakableServer server;
  private Database database;
  private Inbox inbox;

  @BeforeEach
  void start() {
    server = BreakableServer.start(folder);
    new Migrations(server.address()).migrate();
    database = Database.open(server.address(), 4);
    Changes changes = new Changes(database, server.address());
    inbox = new Inbox(database, changes, Clock.systemUTC(), 7, (update, at) -> {}, new Metrics());
  }

  @AfterEach
  void stop() {
    inbox.close();
    database.close();
    server.close();
  }

  @Test
  void loses_nothing_acknowledged_when_postgresql_is_killed_under_load() throws Exception {
    Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicInteger refused = new AtomicInteger();
    AtomicLong ids = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> senders =
        Stream.generate(
                () -> Thread.ofVirtual().start(() -> send(ids, over, acknowledged, refused)))
            .limit(32)
            .toList();

    InboxFixture.await(() -> acknowledged.size() > 500);
    server.kill();
    InboxFixture.await(() -> refused.get() > 0);
    server.startAgain();
    int before = acknowledged.size();
    InboxFixture.await(() -> acknowledged.size() > before + 500);
    over.set(true);
    for (Thread sender : senders) {
      sender.join();
    }

    List<Long> stored = new ArrayList<>();
    // A connection from before the end may still lie in the pool.
    InboxFixture.await(() -> read(stored));
    assertThat(stored).doesNotHaveDuplicates().containsAll(acknowledged);
  }

  @Test
  void answers_within_three_seconds_while_postgresql_is_frozen() {
    assertThat(accept(1)).isEqualTo(InboxFixture.stored());
    server.freeze();
    try {
      long began = System.nanoTime();
      assertThat(accept(2)).isInstanceOf(Receipt.Unavailable.class);
      assertThat(accept(3)).isInstanceOf(Receipt.Unavailable.class);
      assertThat(accept(4)).isInstanceOf(Receipt.Unavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
    } finally {
      server.thaw();
    }

    InboxFixture.await(() -> accept(5) instanceof Receipt.Stored);
  }

  private boolean read(List<Long> stored) {
    try {
      return stored.addAll(
          database
              .jdbi()
              .withHandle(handle ->
                  handle.createQuery("SELECT update_id FROM incoming").mapTo(Long.class).list()));
    } catch (JdbiException e) {
      return false;
    }
  }

  private void send(
      AtomicLong ids, AtomicBoolean over, Set<Long> acknowledged, AtomicInteger refused) {
    while (!over.get()) {
      long id = ids.incrementAndGet();
      // Like Telegram: again and again until it is acknowledged.
      while (!(accept(id) instanceof Receipt.Stored) && !over.get()) {
        refused.incrementAndGet();
        LockSupport.parkNanos(10_000_000);
      }
      if (!over.get()) {
        acknowledged.add(id);
      }
    }
  }

  private Receipt accept(long id) {
    String update = text(id, "message", id, 1 + id % 50, NOON, "message " + id, "");
    return inbox.accept(update.getBytes(StandardCharsets.UTF_8));
  }
}
