package berry.outbox;

import static berry.outbox.OutboxFixture.ANNA;
import static berry.outbox.OutboxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
class RevisionTest {

  private final PretendApi api = new PretendApi();
  private final OutboxFixture office = new OutboxFixture(api);
  private final Outbox outbox = office.outbox;

  @AfterEach
  void stop() throws Exception {
    api.close();
    office.close();
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
    office.started();

    office.await(id, "sent");
    assertThat(office.state(edit) + " " + office.reason(edit)).isEqualTo("cancelled merged");
    assertThat(office.one("SELECT body FROM outgoing WHERE id = " + id))
        .isEqualTo("{\"text\": \"new\", \"parse_mode\": \"HTML\", \"disable_notification\": true}");
    assertThat(api.textsTo(ANNA)).containsExactly("new");
  }

  @Test
  void waits_for_the_message_that_is_being_sent() {
    api.next(ANNA, PretendApi.HOLD);
    long id = outbox.queue(Outgoing.text(ANNA, "old"));
    office.started();
    await(() -> api.calls.size() == 1);
    long first = outbox.queue(Outgoing.edit(ANNA, "newer").of(id));
    long buttons = outbox.queue(Outgoing.editButtons(ANNA, Map.of()).of(id));
    long last = outbox.queue(Outgoing.edit(ANNA, "newest").of(id));
    api.release();

    office.await(last, "sent");
    assertThat(office.state(first) + " " + office.reason(first)).isEqualTo("cancelled superseded");
    assertThat(office.reason(buttons)).isEqualTo("superseded");
    assertThat(api.calls)
        .extracting(PretendApi.Call::method)
        .containsExactly("sendMessage", "editMessageText");
    assertThat(api.calls.get(1).body().path("message_id").asString(""))
        .isEqualTo(office.one("SELECT message_id FROM outgoing WHERE id = " + id));
  }

  @Test
  void takes_back_a_message_that_is_not_sent_yet() {
    long id = outbox.queue(Outgoing.text(ANNA, "never mind"));
    outbox.queue(Outgoing.delete(ANNA).of(id));
    long next = outbox.queue(Outgoing.text(ANNA, "hello"));
    office.started();

    office.await(next, "sent");
    assertThat(office.state(id) + " " + office.reason(id)).isEqualTo("cancelled taken_back");
    assertThat(api.textsTo(ANNA)).containsExactly("hello");
  }

  @Test
  void deletes_a_message_and_forgets_what_was_to_be_changed() {
    api.next(ANNA, PretendApi.HOLD);
    long id = outbox.queue(Outgoing.text(ANNA, "old"));
    office.started();
    await(() -> api.calls.size() == 1);
    long edit = outbox.queue(Outgoing.edit(ANNA, "new").of(id));
    long delete = outbox.queue(Outgoing.delete(ANNA).of(id));
    api.release();

    office.await(delete, "sent");
    assertThat(office.reason(edit)).isEqualTo("superseded");
    assertThat(office.one("SELECT deleted_at IS NOT NULL FROM message")).isEqualTo("true");
  }

  @Test
  void takes_a_message_that_is_gone_already_for_deleted() {
    api.next(ANNA, PretendApi.refusal(400, "Bad Request: message to delete not found", ""));
    long delete = outbox.queue(Outgoing.delete(ANNA).message(5));
    office.started();

    office.await(delete, "sent");
  }

  @Test
  void says_plainly_what_can_not_be_changed() {
    api.next(
        ANNA,
        PretendApi.refusal(400, "Bad Request: message to edit not found", ""),
        PretendApi.refusal(400, "Bad Request: message can't be deleted for everyone", ""),
        PretendApi.refusal(400, "Bad Request: message can't be edited", ""));
    long missing = outbox.queue(Outgoing.edit(ANNA, "new").message(5));
    long old = outbox.queue(Outgoing.delete(ANNA).message(6));
    long other = outbox.queue(Outgoing.editCaption(ANNA, "new").message(7));
    office.started();

    office.await(other, "failed");
    assertThat(List.of(office.reason(missing), office.reason(old), office.reason(other)))
        .containsExactly("no_message", "too_old", "too_old");
  }

  @Test
  void does_not_change_a_message_that_never_arrived() {
    api.next(
        ANNA, PretendApi.HOLD, PretendApi.refusal(400, "Bad Request: message is too long", ""));
    outbox.queue(Outgoing.text(ANNA, "first"));
    office.started();
    await(() -> api.calls.size() == 1);
    long id = outbox.queue(Outgoing.text(ANNA, "too long"));
    // As if it had been queued while that one was being sent.
    office.run(
        "UPDATE outgoing SET state = 'sending', not_before = now() + interval '1 h' WHERE id = "
            + id);
    long edit = outbox.queue(Outgoing.edit(ANNA, "new").of(id));
    office.run("UPDATE outgoing SET state = 'queued', not_before = now() WHERE id = " + id);
    api.release();

    office.await(edit, "failed");
    assertThat(office.state(id) + " " + office.reason(edit)).isEqualTo("failed no_message");
    assertThat(api.calls).hasSize(2);
  }

  @Test
  void tries_nobody_else_in_a_chat_that_is_closed_to_us() {
    api.next(ANNA, PretendApi.BLOCKED);
    long first = outbox.queue(Outgoing.text(ANNA, "one"));
    long second = outbox.queue(Outgoing.text(ANNA, "two"));
    long third = outbox.queue(Outgoing.text(ANNA, "three"));
    office.started();

    office.await(third, "failed");
    assertThat(List.of(office.reason(first), office.reason(second), office.reason(third)))
        .containsOnly("blocked");
    assertThat(api.calls).hasSize(1);
    long back = outbox.queue(Outgoing.text(ANNA, "welcome back"));
    office.await(back, "sent");
    assertThat(api.textsTo(ANNA)).containsExactly("one", "welcome back");
  }

  @Test
  void follows_a_group_whose_upgrade_the_intake_has_heard_of() {
    office.chat(-9, "group");
    long reply =
        outbox.queue(Outgoing.text(-9, "one").with("reply_parameters", Map.of("message_id", 4)));
    long edit = outbox.queue(Outgoing.edit(-9, "changed").message(3));
    office.run("UPDATE chat SET migrated_to = -1009 WHERE id = -9");
    office.started();

    office.await(reply, "sent");
    office.await(edit, "failed");
    assertThat(office.reason(edit)).isEqualTo("moved");
    assertThat(api.textsTo(-9)).isEmpty();
    assertThat(api.textsTo(-1009)).containsExactly("one");
    assertThat(api.calls.getFirst().body().has("reply_parameters")).isFalse();
  }
}
