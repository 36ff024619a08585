package berry.outbox;

import static berry.outbox.OutboxFixture.ANNA;
import static berry.outbox.OutboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Database;
import berry.testing.FakeBotApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A process that dies at each step of a sending: nothing lost, nothing twice.
@Tag("sql")
class CourierKilledTest {

  private final FakeBotApi api = new FakeBotApi();
  private final OutboxFixture fixture = new OutboxFixture(api);
  private final Database its = Database.open(fixture.database.address(), 3);

  @AfterEach
  void stop() throws Exception {
    its.close();
    fixture.close();
    api.close();
  }

  @Test
  void before_it_claims() {
    long id = fixture.outbox.queue(Outgoing.text(ANNA, "hello"));
    fixture.mortal(its, fixture.client).close();
    its.close();

    fixture.started();
    fixture.await(id, "sent");
    assertThat(api.textsTo(ANNA)).containsExactly("hello");
  }

  @Test
  void during_the_call() {
    api.next(ANNA, FakeBotApi.HANG);
    long id = fixture.outbox.queue(Outgoing.text(ANNA, "hello"));
    long next = fixture.outbox.queue(Outgoing.text(ANNA, "and then"));
    fixture.mortal(its, fixture.client);
    await(() -> api.calls().size() == 1);
    its.close();
    claimsEnd();

    fixture.started();
    fixture.await(next, "sent");
    assertThat(fixture.state(id)).isEqualTo("unknown");
    assertThat(fixture.reason(id)).isEqualTo("stopped");
    assertThat(api.textsTo(ANNA)).containsExactly("hello", "and then");
  }

  @Test
  void after_the_call_and_before_it_is_noted() {
    api.next(ANNA, FakeBotApi.HOLD);
    long id = fixture.outbox.queue(Outgoing.text(ANNA, "hello"));
    fixture.mortal(its, fixture.client);
    await(() -> api.calls().size() == 1);
    its.close();
    api.release();
    claimsEnd();

    fixture.started();
    fixture.await(id, "unknown");
    assertThat(api.textsTo(ANNA)).containsExactly("hello");
  }

  @Test
  void and_a_person_has_it_tried_again() {
    api.next(ANNA, FakeBotApi.HANG);
    long id = fixture.outbox.queue(Outgoing.text(ANNA, "hello"));
    assertThat(fixture.outbox.retry(id)).isFalse();
    fixture.started();
    fixture.await(id, "unknown");
    assertThat(OutboxStatus.read(fixture.database.database()).unknown()).isEqualTo(1);

    assertThat(fixture.outbox.retry(id)).isTrue();
    fixture.await(id, "sent");
    assertThat(fixture.outbox.retry(id)).isFalse();
    assertThat(api.textsTo(ANNA)).containsExactly("hello", "hello");
    assertThat(OutboxStatus.read(fixture.database.database())).isEqualTo(OutboxStatus.NOTHING);
  }

  /// As they do by themselves when nobody renews them for eight seconds.
  private void claimsEnd() {
    fixture.run("UPDATE outgoing SET not_before = now() WHERE state = 'sending'");
  }
}
