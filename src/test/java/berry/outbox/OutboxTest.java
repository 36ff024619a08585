package berry.outbox;

import static berry.outbox.OutboxFixture.ANNA;
import static berry.outbox.OutboxFixture.BORIS;
import static berry.outbox.OutboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.FakeBotApi;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
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
    CompletableFuture<Long> second;
    long elsewhere;
    try (Handle first = fixture.database.jdbi().open()) {
      first.begin();
      fixture.outbox.queue(first, Outgoing.text(ANNA, "first"));
      second =
          CompletableFuture.supplyAsync(() -> fixture.outbox.queue(Outgoing.text(ANNA, "second")));
      await(() -> fixture.one(WAITING).equals("1"));

      elsewhere = fixture.outbox.queue(Outgoing.text(BORIS, "not held up"));
      first.commit();
    }

    assertThat(second.join()).isGreaterThan(elsewhere);
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
