package berry.outbox;

import static berry.outbox.OutboxFixture.ANNA;
import static berry.outbox.OutboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.FakeBotApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
class RevisionTest {

  private final FakeBotApi api = new FakeBotApi();
  private final OutboxFixture fixture = new OutboxFixture(api);
  private final Outbox outbox = fixture.outbox;

  @AfterEach
  void stop() throws Exception {
    api.close();
    fixture.close();
  }

  @Test
  void says_of_which_message() {
    assertThatThrownBy(() -> outbox.queue(Outgoing.edit(ANNA, "new")))
        .hasMessage("editMessageText of which message?");
  }

  @Test
  void changes_a_message_before_it_is_sent() {
    long id =
        outbox.queue(
            Outgoing.text(ANNA, "old")
                .with("reply_markup", Map.of("inline_keyboard", List.of()))
                .with("disable_notification", true));
    long edit = outbox.queue(Outgoing.edit(ANNA, "new").of(id));
    fixture.started();

    fixture.await(id, "sent");
    assertThat(fixture.state(edit) + " " + fixture.reason(edit)).isEqualTo("cancelled merged");
    assertThat(fixture.one("SELECT body FROM outgoing WHERE id = " + id))
        .isEqualTo("{\"text\": \"new\", \"parse_mode\": \"HTML\", \"disable_notification\": true}");
    assertThat(api.textsTo(ANNA)).containsExactly("new");
  }

  @Test
  void waits_for_the_message_that_is_being_sent() {
    api.next(ANNA, FakeBotApi.HOLD);
    long id = outbox.queue(Outgoing.text(ANNA, "old"));
    fixture.started();
    await(() -> api.calls().size() == 1);
    long first = outbox.queue(Outgoing.edit(ANNA, "newer").of(id));
    long buttons = outbox.queue(Outgoing.editButtons(ANNA, Map.of()).of(id));
    long last = outbox.queue(Outgoing.edit(ANNA, "newest").of(id));
    api.release();

    fixture.await(last, "sent");
    assertThat(fixture.state(first) + " " + fixture.reason(first))
        .isEqualTo("cancelled superseded");
    assertThat(fixture.reason(buttons)).isEqualTo("superseded");
    assertThat(api.calls())
        .extracting(FakeBotApi.Call::method)
        .containsExactly("sendMessage", "editMessageText");
    assertThat(api.calls().get(1).json().path("message_id").asString(""))
        .isEqualTo(fixture.one("SELECT message_id FROM outgoing WHERE id = " + id));
  }

  @Test
  void takes_back_a_message_that_is_not_sent_yet() {
    long id = outbox.queue(Outgoing.text(ANNA, "never mind"));
    outbox.queue(Outgoing.delete(ANNA).of(id));
    long next = outbox.queue(Outgoing.text(ANNA, "hello"));
    fixture.started();

    fixture.await(next, "sent");
    assertThat(fixture.state(id) + " " + fixture.reason(id)).isEqualTo("cancelled taken_back");
    assertThat(api.textsTo(ANNA)).containsExactly("hello");
  }

  @Test
  void deletes_a_message_and_forgets_what_was_to_be_changed() {
    api.next(ANNA, FakeBotApi.HOLD);
    long id = outbox.queue(Outgoing.text(ANNA, "old"));
    fixture.started();
    await(() -> api.calls().size() == 1);
    long edit = outbox.queue(Outgoing.edit(ANNA, "new").of(id));
    long delete = outbox.queue(Outgoing.delete(ANNA).of(id));
    api.release();

    fixture.await(delete, "sent");
    assertThat(fixture.reason(edit)).isEqualTo("superseded");
    assertThat(fixture.one("SELECT deleted_at IS NOT NULL FROM message")).isEqualTo("true");
  }

  @Test
  void takes_a_message_that_is_gone_already_for_deleted() {
    api.next(ANNA, FakeBotApi.refused(400, "Bad Request: message to delete not found"));
    long delete = outbox.queue(Outgoing.delete(ANNA).message(5));
    fixture.started();

    fixture.await(delete, "sent");
  }

  @Test
  void says_plainly_what_can_not_be_changed() {
    api.next(
        ANNA,
        FakeBotApi.refused(400, "Bad Request: message to edit not found"),
        FakeBotApi.refused(400, "Bad Request: message can't be deleted for everyone"),
        FakeBotApi.refused(400, "Bad Request: message can't be edited"));
    long missing = outbox.queue(Outgoing.edit(ANNA, "new").message(5));
    long old = outbox.queue(Outgoing.delete(ANNA).message(6));
    long other = outbox.queue(Outgoing.editCaption(ANNA, "new").message(7));
    fixture.started();

    fixture.await(other, "failed");
    assertThat(List.of(fixture.reason(missing), fixture.reason(old), fixture.reason(other)))
        .containsExactly("no_message", "too_old", "too_old");
  }

  @Test
  void does_not_change_a_message_that_never_arrived() {
    api.next(ANNA, FakeBotApi.HOLD, FakeBotApi.refused(400, "Bad Request: message is too long"));
    outbox.queue(Outgoing.text(ANNA, "first"));
    fixture.started();
    await(() -> api.calls().size() == 1);
    long id = outbox.queue(Outgoing.text(ANNA, "too long"));
    // As if it had been queued while that one was being sent.
    fixture.run(
        "UPDATE outgoing SET state = 'sending', not_before = now() + interval '1 h' WHERE id = "
            + id);
    long edit = outbox.queue(Outgoing.edit(ANNA, "new").of(id));
    fixture.run("UPDATE outgoing SET state = 'queued', not_before = now() WHERE id = " + id);
    api.release();

    fixture.await(edit, "failed");
    assertThat(fixture.state(id) + " " + fixture.reason(edit)).isEqualTo("failed no_message");
    assertThat(api.calls()).hasSize(2);
  }

  @Test
  void tries_nobody_else_in_a_chat_that_is_closed_to_us() {
    api.next(ANNA, FakeBotApi.BLOCKED);
    long first = outbox.queue(Outgoing.text(ANNA, "one"));
    long second = outbox.queue(Outgoing.text(ANNA, "two"));
    long third = outbox.queue(Outgoing.text(ANNA, "three"));
    fixture.started();

    fixture.await(third, "failed");
    assertThat(List.of(fixture.reason(first), fixture.reason(second), fixture.reason(third)))
        .containsOnly("blocked");
    assertThat(api.calls()).hasSize(1);
    long back = outbox.queue(Outgoing.text(ANNA, "welcome back"));
    fixture.await(back, "sent");
    assertThat(api.textsTo(ANNA)).containsExactly("one", "welcome back");
  }

  @Test
  void follows_a_group_whose_upgrade_the_intake_has_heard_of() {
    fixture.chat(-9, "group");
    long reply =
        outbox.queue(Outgoing.text(-9, "one").with("reply_parameters", Map.of("message_id", 4)));
    long edit = outbox.queue(Outgoing.edit(-9, "changed").message(3));
    fixture.run("UPDATE chat SET migrated_to = -1009 WHERE id = -9");
    fixture.started();

    fixture.await(reply, "sent");
    fixture.await(edit, "failed");
    assertThat(fixture.reason(edit)).isEqualTo("moved");
    assertThat(api.textsTo(-9)).isEmpty();
    assertThat(api.textsTo(-1009)).containsExactly("one");
    assertThat(api.calls().getFirst().json().has("reply_parameters")).isFalse();
  }
}
