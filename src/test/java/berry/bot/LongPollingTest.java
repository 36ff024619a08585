package berry.bot;

import static berry.testing.FakeBotApi.ok;
import static berry.testing.FakeBotApi.refused;
import static org.assertj.core.api.Assertions.assertThat;

import berry.inbox.Receipt;
import berry.telegram.BotApi;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class LongPollingTest {

  private static final FakeBotApi.Reply TERMINATED =
      refused(409, "Conflict: terminated by other getUpdates request; make sure that only one bot");

  @AutoClose private final FakeBotApi telegram = new FakeBotApi();
  private final MovableClock clock = new MovableClock("2026-11-23T12:00:00Z");
  @AutoClose private final BotApi api = telegram.api(clock);
  private final List<String> stored = new ArrayList<>();
  private Receipt receipt = new Receipt.Stored(1, 0, 0);
  private final AtomicBoolean right = new AtomicBoolean(true);
  private final LongPolling polling =
      new LongPolling(api, this::intake, new Waiting(), right::get, clock);

  @Test
  void confirms_nothing_that_was_not_stored() {
    receipt = new Receipt.Unavailable("the database does not answer", Duration.ofSeconds(2));
    telegram.answer("getUpdates", ok("[{\"update_id\":5}]"));

    Turn turn = polling.next();
    polling.next();

    assertThat(turn.pause()).isEqualTo(Duration.ofSeconds(2));
    assertThat(turn.trouble()).contains("the database does not answer");
    assertThat(telegram.asked("getUpdates")).noneMatch(one -> one.contains("offset"));
  }

  @Test
  void confirms_once_and_then_leaves_the_offset_out() {
    telegram.answer("getUpdates", ok("[{\"update_id\":5},{\"update_id\":7}]"), ok("[]"));

    polling.next();
    polling.next();
    polling.next();

    assertThat(telegram.asked("getUpdates").stream().map(LongPollingTest::offset))
        .containsExactly("", "8", "");
  }

  @Test
  void hears_ids_that_start_anew() {
    telegram.answer(
        "getUpdates", ok("[{\"update_id\":900}]"), ok("[]"), ok("[{\"update_id\":3}]"), ok("[]"));

    for (int i = 0; i < 4; i++) {
      polling.next();
    }

    assertThat(stored).containsExactly("{\"update_id\":900}", "{\"update_id\":3}");
    assertThat(telegram.asked("getUpdates").stream().map(LongPollingTest::offset))
        .containsExactly("", "901", "", "4");
  }

  @Test
  void is_not_stopped_by_an_update_it_cannot_read() {
    telegram.answer(
        "getUpdates", ok("[{\"update_id\":5,\"message\":{\"text\":7}},{\"x\":}]"), ok("[]"));

    assertThat(polling.next().trouble()).isNull();
    polling.next();

    assertThat(stored).containsExactly("{\"update_id\":5,\"message\":{\"text\":7}}", "{\"x\":}");
    assertThat(offset(telegram.asked("getUpdates").getLast())).isEqualTo("6");
  }

  @Test
  void does_not_spin_over_updates_without_any_id() {
    telegram.answer("getUpdates", ok("[{}]"));

    assertThat(polling.next().pause()).isEqualTo(Duration.ofSeconds(1));
    assertThat(polling.next().pause()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void passes_over_what_is_too_large_and_keeps_its_neighbours() {
    telegram.answer(
        "getUpdates", ok("[{\"update_id\":5},{\"update_id\":6,\"large\":1}]"), ok("[]"));

    assertThat(polling.next().trouble()).isNull();
    polling.next();

    assertThat(stored).containsExactly("{\"update_id\":5}");
    assertThat(offset(telegram.asked("getUpdates").getLast())).isEqualTo("7");
  }

  @Test
  void takes_one_conflict_for_its_own_hand_over() {
    telegram.answer("getUpdates", TERMINATED, ok("[]"));

    assertThat(polling.next()).isEqualTo(Turn.open(Duration.ofSeconds(1)));
    assertThat(polling.next().trouble()).isNull();
  }

  @Test
  void explains_a_foreign_poller_and_what_to_do() {
    telegram.answer("getUpdates", TERMINATED);
    polling.next();

    Turn turn = polling.next();

    assertThat(turn.cause()).isEqualTo(Cause.FOREIGN_POLLER);
    assertThat(turn.trouble())
        .contains("another program", "another database", "@BotFather", "berry token rotate");
  }

  @Test
  void still_tells_of_a_foreign_poller_when_a_call_succeeds_in_between() {
    telegram.answer("getUpdates", TERMINATED, TERMINATED, ok("[{\"update_id\":5}]"), ok("[]"));
    polling.next();
    polling.next();

    Turn between = polling.next();
    clock.pass(Conflicts.MEMORY);
    Turn later = polling.next();

    assertThat(between.good()).isTrue();
    assertThat(between.cause()).isEqualTo(Cause.FOREIGN_POLLER);
    assertThat(later.cause()).isNull();
  }

  @Test
  void confirms_nothing_when_another_has_taken_over() {
    telegram.answer("getUpdates", ok("[{\"update_id\":5}]"), ok("[]"));
    polling.next();
    right.set(false);

    assertThat(polling.next().good()).isFalse();
    right.set(true);
    polling.next();

    assertThat(telegram.asked("getUpdates")).hasSize(2).noneMatch(one -> one.contains("offset"));
  }

  @Test
  void stores_nothing_when_another_took_over_while_telegram_was_asked() {
    telegram.answer("getUpdates", ok("[{\"update_id\":5}]"));
    right.set(false);

    assertThat(polling.next().good()).isFalse();

    assertThat(stored).isEmpty();
  }

  @Test
  void takes_away_a_webhook_that_came_between() {
    telegram.answer(
        "getUpdates",
        refused(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook"));
    telegram.answer("getWebhookInfo", ok("{\"url\":\"https://other.example/secret\"}"));

    assertThat(polling.next().trouble()).isNull();

    assertThat(telegram.asked("deleteWebhook")).containsExactly("deleteWebhook {}");
  }

  @Test
  void says_what_to_do_about_a_revoked_token() {
    telegram.answer("getUpdates", refused(401, "Unauthorized"));

    assertThat(polling.next().trouble()).contains("revoked", "BOT_TOKEN", "401");
  }

  @Test
  void waits_as_long_as_telegram_asks() {
    telegram.answer("getUpdates", FakeBotApi.slowDown(Duration.ofSeconds(30)));

    assertThat(polling.next().pause()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void backs_off_up_to_a_minute_and_begins_anew_after_a_success() {
    telegram.answer("getUpdates", refused(500, "Internal"));

    assertThat(Stream.generate(polling::next).limit(8).map(turn -> turn.pause().toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);

    telegram.answer("getUpdates", ok("[{\"update_id\":5}]"), refused(500, "Internal"));
    assertThat(polling.next().pause()).isZero();
    assertThat(polling.next().pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void does_not_spin_over_empty_answers_that_come_at_once() {
    telegram.answer("getUpdates", ok("[]"));

    assertThat(Stream.generate(polling::next).limit(3).map(turn -> turn.pause().toSeconds()))
        .containsExactly(1L, 2L, 4L);
    assertThat(polling.next().trouble()).isNull();
  }

  @Test
  void leaves_a_bot_without_a_webhook_alone() {
    assertThat(polling.begin()).isEqualTo(Turn.GOOD);
    assertThat(telegram.asked("deleteWebhook")).isEmpty();
  }

  @Test
  void asks_for_all_kinds_of_updates() {
    telegram.answer("getUpdates", ok("[]"));

    polling.next();

    assertThat(telegram.asked("getUpdates").getFirst())
        .contains(
            "\"message_reaction_count\"", "\"chat_member\"", "\"limit\":100", "\"timeout\":50");
  }

  private Receipt intake(List<byte[]> bodies) {
    List<String> texts =
        bodies.stream().map(one -> new String(one, StandardCharsets.UTF_8)).toList();
    if (texts.stream().anyMatch(one -> one.contains("large"))) {
      return new Receipt.TooLarge(5 << 20, 4 << 20);
    }
    stored.addAll(texts);
    return receipt;
  }

  private static String offset(String call) {
    return call.contains("\"offset\":") ? call.replaceAll(".*\"offset\":(\\d+).*", "$1") : "";
  }
}
