package berry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.FakeBotApi;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who is next, without a courier that hurries.
@Tag("sql")
class SendQueueTest {

  private static final long BOT = 7_000;

  /// More than one walk looks at.
  private static final int CHATS = 1_200;

  private final FakeBotApi api = new FakeBotApi();
  private final OutboxFixture fixture = new OutboxFixture(api);
  private final DeliveryRecorder recorder =
      new DeliveryRecorder(fixture.changes, Clock.systemUTC());
  private final SendQueue line = new SendQueue(fixture.changes, recorder, BOT);

  @AfterEach
  void stop() throws Exception {
    api.close();
    fixture.close();
  }

  @Test
  void the_oldest_of_each_chat_comes_first() {
    fixture.outbox.queue(Outgoing.text(12, "one"));
    fixture.outbox.queue(Outgoing.text(11, "two"));
    fixture.outbox.queue(Outgoing.text(12, "three"));

    assertThat(chats(line.claim(1))).containsExactly(12L);
    assertThat(chats(line.claim(16))).containsExactly(11L);
    assertThat(line.claim(16)).isEmpty();
  }

  @Test
  void those_who_found_no_room_are_next() {
    for (long chat = 20; chat >= 11; chat--) {
      fixture.outbox.queue(Outgoing.text(chat, "to " + chat));
    }

    assertThat(chats(line.claim(2))).containsExactlyInAnyOrder(20L, 19L);
    assertThat(chats(line.claim(2))).containsExactlyInAnyOrder(18L, 17L);
  }

  /// Otherwise a long line would be gone through again and again, for nothing, until Telegram's
  /// allowance for all has filled up a little.
  @Test
  void nobody_is_looked_for_while_everybody_rests() {
    queued();
    assertThat(line.claim(1)).hasSize(1);
    assertThat(line.hasMore()).isTrue();
    rest(Limit.EVERYTHING);

    assertThat(rowsReadToClaim(0)).isZero();
    assertThat(line.hasMore()).isFalse();
  }

  @Test
  void the_next_is_known_however_many_wait() {
    queued();
    line.claim(1);

    assertThat(rowsReadToClaim(1)).isLessThan(20);
  }

  @Test
  void every_chat_has_its_turn_once() {
    queued();

    List<Long> chats = new ArrayList<>();
    // On a busy machine a walk is forgotten half-way, and the next goes on behind it: only after
    // the end, where nothing is found, it begins anew.
    for (int empty = 0; empty < 2; ) {
      plenty();
      List<ClaimedMessage> claimed = claimAtOnce(16);
      empty = claimed.isEmpty() ? empty + 1 : 0;
      chats.addAll(chats(claimed));
    }
    assertThat(chats)
        .doesNotHaveDuplicates()
        .containsAll(LongStream.range(1_000, 1_000 + CHATS).boxed().toList());
  }

  @Test
  void what_another_process_sends_is_not_claimed_twice() {
    queued();
    List<Long> first = chats(line.claim(2));
    SendQueue other = new SendQueue(fixture.changes, recorder, BOT);
    plenty();
    List<Long> others = chats(other.claim(4));
    plenty();

    assertThat(chats(line.claim(4)))
        .doesNotContainAnyElementsOf(first)
        .doesNotContainAnyElementsOf(others);
    assertThat(line.hasMore()).isTrue();
  }

  @Test
  void a_chat_that_was_told_to_wait_meanwhile_is_passed_by() {
    for (long chat = 11; chat <= 14; chat++) {
      fixture.outbox.queue(Outgoing.text(chat, "to " + chat));
    }
    assertThat(chats(line.claim(1))).containsExactly(11L);
    rest(12);

    assertThat(chats(line.claim(2))).containsExactly(13L);
    assertThat(chats(line.claim(2))).containsExactly(14L);
  }

  /// As when a group became a supergroup.
  @Test
  void what_came_before_it_in_its_chat_meanwhile_goes_first() {
    for (long chat = 11; chat <= 13; chat++) {
      fixture.outbox.queue(Outgoing.text(chat, "to " + chat));
    }
    assertThat(chats(line.claim(1))).containsExactly(11L);
    fixture.run(
        "UPDATE outgoing SET chat_id = 13, not_before = now() + interval '1 h' WHERE chat_id = 12");

    assertThat(line.claim(2)).isEmpty();
  }

  @Test
  void nobody_is_left_when_all_were_claimed() {
    fixture.outbox.queue(Outgoing.text(11, "one"));
    fixture.outbox.queue(Outgoing.text(12, "two"));

    assertThat(line.claim(16)).hasSize(2);
    assertThat(line.hasMore()).isFalse();
  }

  /// Or it would be tried again and again until that one is done.
  @Test
  void what_somebody_else_holds_is_not_waited_for() {
    fixture.outbox.queue(Outgoing.text(11, "one"));

    try (Handle other = fixture.database.jdbi().open()) {
      other.begin();
      other.execute("SELECT FROM outgoing FOR UPDATE");
      assertThat(line.claim(1)).isEmpty();
      assertThat(line.hasMore()).isFalse();
      other.rollback();
    }

    assertThat(line.claim(1)).hasSize(1);
  }

  @Test
  void pressed_buttons_that_found_no_room_are_more() {
    for (int n = 0; n < 3; n++) {
      fixture.outbox.queue(
          Outgoing.call("answerCallbackQuery", Map.of("callback_query_id", "" + n)));
    }

    assertThat(line.claim(2)).hasSize(2);
    assertThat(line.hasMore()).isTrue();
    assertThat(line.claim(2)).hasSize(1);
    assertThat(line.hasMore()).isFalse();
  }

  @Test
  void a_pressed_button_waits_for_no_chat() {
    queued();
    line.claim(1);
    fixture.outbox.queue(Outgoing.call("answerCallbackQuery", Map.of("callback_query_id", "1")));

    assertThat(line.claim(1))
        .extracting(ClaimedMessage::method)
        .containsExactly("answerCallbackQuery");
  }

  private void queued() {
    fixture.run(
        "INSERT INTO outgoing (bot_id, chat_id, method, body)"
            + " SELECT 7000, n, 'sendMessage', '{\"text\":\"hello\"}'"
            + " FROM generate_series(1000, %d) AS n".formatted(1_000 + CHATS - 1));
  }

  private void rest(long chat) {
    fixture.run(
        """
        INSERT INTO outgoing_pace (bot_id, chat_id, allowance, rate, at, ready_at, usual_at)
        VALUES (7000, %d, 0, 1, now() + interval '1 h', now() + interval '1 h', now() + interval '1 h')
        ON CONFLICT (bot_id, chat_id) DO UPDATE
        SET at = excluded.at, ready_at = excluded.ready_at
        """
            .formatted(chat));
  }

  /// As if nothing had been sent for a while.
  private void plenty() {
    fixture.run("DELETE FROM outgoing_pace WHERE chat_id = 0");
  }

  /// Even if everybody rested a moment ago.
  private List<ClaimedMessage> claimAtOnce(int room) {
    return fixture.changes.inTransaction(
        (transaction, news) -> line.claim(transaction, news, room));
  }

  /// Claims the next, or nobody, and tells how many rows of the table that took.
  private long rowsReadToClaim(int expected) {
    return fixture.changes.inTransaction((transaction, news) -> {
      long before = rowsRead(transaction);
      assertThat(line.claim(transaction, news, 1)).hasSize(expected);
      return rowsRead(transaction) - before;
    });
  }

  /// By this connection, since some time or other.
  private static long rowsRead(Handle transaction) {
    return transaction
        .createQuery(
            """
            SELECT coalesce(sum(seq_tup_read + idx_tup_fetch), 0)
            FROM pg_stat_xact_user_tables
            WHERE relname = 'outgoing'
            """)
        .mapTo(Long.class)
        .one();
  }

  private static List<Long> chats(List<ClaimedMessage> parcels) {
    return parcels.stream().map(ClaimedMessage::chatId).filter(Objects::nonNull).toList();
  }
}
