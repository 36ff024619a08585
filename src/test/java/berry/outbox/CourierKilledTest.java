package berry.outbox;

import static berry.outbox.OutboxFixture.ANNA;
import static berry.outbox.OutboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A process that dies at each step of a sending: nothing lost, nothing twice.
@Tag("sql")
class CourierKilledTest {

  private final PretendApi api = new PretendApi();
  private final OutboxFixture office = new OutboxFixture(api);
  private final Database its = Database.open(office.database.address(), 3);

  @AfterEach
  void stop() throws Exception {
    its.close();
    office.close();
    api.close();
  }

  @Test
  void before_it_claims() {
    long id = office.outbox.queue(Outgoing.text(ANNA, "hello"));
    office.mortal(its, office.client).close();
    its.close();

    office.started();
    office.await(id, "sent");
    assertThat(api.textsTo(ANNA)).containsExactly("hello");
  }

  @Test
  void during_the_call() {
    api.next(ANNA, PretendApi.HANG);
    long id = office.outbox.queue(Outgoing.text(ANNA, "hello"));
    long next = office.outbox.queue(Outgoing.text(ANNA, "and then"));
    office.mortal(its, office.client);
    await(() -> api.calls.size() == 1);
    its.close();
    claimsEnd();

    office.started();
    office.await(next, "sent");
    assertThat(office.state(id)).isEqualTo("unknown");
    assertThat(office.reason(id)).isEqualTo("stopped");
    assertThat(api.textsTo(ANNA)).containsExactly("hello", "and then");
  }

  @Test
  void after_the_call_and_before_it_is_noted() {
    api.next(ANNA, PretendApi.HOLD);
    long id = office.outbox.queue(Outgoing.text(ANNA, "hello"));
    office.mortal(its, office.client);
    await(() -> api.calls.size() == 1);
    its.close();
    api.release();
    claimsEnd();

    office.started();
    office.await(id, "unknown");
    assertThat(api.textsTo(ANNA)).containsExactly("hello");
  }

  @Test
  void and_a_person_has_it_tried_again() {
    api.next(ANNA, PretendApi.HANG);
    long id = office.outbox.queue(Outgoing.text(ANNA, "hello"));
    assertThat(office.outbox.retry(id)).isFalse();
    office.started();
    office.await(id, "unknown");
    assertThat(office.outbox.backlog().unknown()).isEqualTo(1);

    assertThat(office.outbox.retry(id)).isTrue();
    office.await(id, "sent");
    assertThat(office.outbox.retry(id)).isFalse();
    assertThat(api.textsTo(ANNA)).containsExactly("hello", "hello");
    assertThat(office.outbox.backlog()).isEqualTo(new OutboxStatus(0, 0, 0, 0));
  }

  /// As they do by themselves when nobody renews them for eight seconds.
  private void claimsEnd() {
    office.run("UPDATE outgoing SET not_before = now() WHERE state = 'sending'");
  }
}
