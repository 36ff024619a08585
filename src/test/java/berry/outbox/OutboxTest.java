package berry.outbox;

import static berry.outbox.OutboxFixture.ANNA;
import static berry.outbox.OutboxFixture.BORIS;
import static berry.outbox.OutboxFixture.await;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.FakeBotApi;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
class OutboxTest {

  private final FakeBotApi api = new FakeBotApi();
  private final OutboxFixture fixture = new OutboxFixture(api);

  @AfterEach
  void stop() throws Exception {
    api.close();
    fixture.close();
  }

  @Test
  void two_who_write_to_a_chat_at_once_stand_in_line() {
    var second = new AtomicReference<CompletableFuture<Long>>();
    long other =
        fixture.changes.inTransaction((transaction, news) -> {
          fixture.outbox.queue(transaction, news, Outgoing.text(ANNA, "first"));
          second.set(elsewhere(Outgoing.text(ANNA, "second")));
          await(() -> fixture.one(WAITING).equals("1"));
          return elsewhere(Outgoing.text(BORIS, "not held up")).join();
        });

    assertThat(second.get().join()).isGreaterThan(other);
  }

  /// In this thread it would be in the same transaction.
  private CompletableFuture<Long> elsewhere(Outgoing message) {
    return supplyAsync(() -> fixture.outbox.queue(message), Thread::startVirtualThread);
  }

  private static final String WAITING =
      """
      SELECT count(*)
      FROM pg_locks
      WHERE locktype = 'advisory'
        AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      """;
}
