package berry.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class SentMessagesTest {

  private static final long ANNA = 101;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant EDITED = NOON.plusSeconds(60);

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Messages messages = new Messages(database.database());

  @Test
  void a_message_is_there_once_however_often_it_is_noted() {
    assertThat(added(message(1, "on its way", null))).isTrue();
    assertThat(added(message(1, "on its way", null))).isFalse();

    assertThat(all()).extracting(Item::text).containsExactly("on its way");
  }

  @Test
  void what_an_edited_message_said_before_is_kept() {
    added(message(1, "on its way", null));

    edited(message(1, "delivered", EDITED));

    Messages.Detail detail = messages.one(ANNA, all().getFirst().id()).orElseThrow();
    assertThat(detail.item().text()).isEqualTo("delivered");
    assertThat(detail.item().editedAt()).isEqualTo(EDITED);
    assertThat(detail.versions()).containsExactly(new Messages.Version("on its way", NOON));
  }

  /// New buttons below the same words.
  @Test
  void an_edit_that_leaves_the_text_makes_no_version() {
    added(message(1, "on its way", null));

    edited(message(1, "on its way", EDITED));

    Messages.Detail detail = messages.one(ANNA, all().getFirst().id()).orElseThrow();
    assertThat(detail.item().editedAt()).isEqualTo(EDITED);
    assertThat(detail.versions()).isEmpty();
  }

  @Test
  void only_what_was_deleted_is_seen_no_more() {
    added(message(1, "one", null));
    added(message(2, "two", null));

    in(sent -> {
      sent.deleted(ANNA, List.of(2L));
      return true;
    });

    assertThat(all()).extracting(Item::text).containsExactly("one");
  }

  private boolean added(SentMessage message) {
    return in(sent -> sent.add(ANNA, ANNA, NOON, null, null, message));
  }

  private void edited(SentMessage message) {
    in(sent -> {
      sent.edit(ANNA, message);
      return true;
    });
  }

  private boolean in(Function<SentMessages, Boolean> work) {
    return database.jdbi().inTransaction(transaction -> work.apply(new SentMessages(transaction)));
  }

  private List<Item> all() {
    return messages.of(ANNA, null, 10, Filter.ALL, null).items();
  }

  private static SentMessage message(long id, String text, @Nullable Instant editedAt) {
    return new SentMessage(
        id, NOON, editedAt, "text", text, null, null, null, null, null, null, null);
  }
}
