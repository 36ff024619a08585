package berry.inbox;

import static berry.inbox.InboxFixture.NOON;
import static berry.inbox.InboxFixture.stored;
import static berry.inbox.InboxFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One bad input stops nothing else.
@Tag("sql")
class NastyInputTest {

  @AutoClose private final InboxFixture intake = new InboxFixture();

  @Test
  void finds_the_guilty_one_by_halving_and_stores_all_others() {
    intake.run("ALTER TABLE message ADD CHECK (text <> 'guilty')");
    List<String> batch = new ArrayList<>();
    for (int n = 1; n <= 20; n++) {
      batch.add(text(n, n, n == 13 ? "guilty" : "innocent"));
    }

    assertThat(intake.accept(batch)).isEqualTo(new Receipt.Stored(19, 0, 1));
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("19");
    assertThat(
            intake.one("SELECT update_id || ': ' || reason FROM incoming WHERE state LIKE 'quar%'"))
        .isEqualTo("13: the database refused it: SQLSTATE 23514");
  }

  @Test
  void refuses_the_repeat_of_a_quarantined_update() {
    intake.run("ALTER TABLE message ADD CHECK (text <> 'guilty')");
    intake.accept(text(1, 1, "guilty"));

    assertThat(intake.accept(text(1, 1, "guilty"))).isEqualTo(new Receipt.Stored(0, 1, 0));
    assertThat(intake.one("SELECT count(*) FROM incoming")).isEqualTo("1");
  }

  @Test
  void keeps_what_is_no_update_at_all_once() {
    for (String body : List.of("", "{", "null", "[]", "{\"update_id\":\"seven\"}", "\u0000")) {
      assertThat(intake.accept(body)).isEqualTo(new Receipt.Stored(0, 0, 1));
      assertThat(intake.accept(body)).isEqualTo(new Receipt.Stored(0, 1, 0));
    }
    assertThat(
            intake.one(
                "SELECT count(*) FROM incoming WHERE update_id < 0 AND state = 'quarantined'"))
        .isEqualTo("6");
  }

  @Test
  void keeps_the_id_of_an_update_that_breaks_off() {
    assertThat(intake.accept("{\"update_id\":77,\"message\":{\"message_id\""))
        .isEqualTo(new Receipt.Stored(0, 0, 1));
    assertThat(intake.one("SELECT update_id FROM incoming")).isEqualTo("77");
  }

  @Test
  void goes_on_after_a_mistake_in_the_writer() {
    IntakeStore store = new IntakeStore(intake.database.database(), InboxFixture.BOT);
    Writer writer =
        new Writer(
            store,
            0,
            intake.metrics,
            due -> {
              throw new IllegalStateException("on purpose");
            });
    writer.start();

    assertThat(ask(writer, 1)).isInstanceOf(Receipt.Unavailable.class);
    assertThat(ask(writer, 2)).isInstanceOf(Receipt.Unavailable.class);

    writer.end(Duration.ofSeconds(10));
    assertThat(intake.accept(text(1, 1, "again"))).isEqualTo(new Receipt.Stored(0, 1, 0));
  }

  @Test
  void keeps_a_type_nobody_has_heard_of() {
    assertThat(intake.accept("{\"update_id\":1,\"hologram\":{\"from\":{\"id\":11}}}"))
        .isEqualTo(stored());
    assertThat(intake.one("SELECT kind || ' ' || person_id FROM incoming"))
        .isEqualTo("hologram 11");
  }

  @Test
  void takes_out_what_postgresql_cannot_store() {
    intake.accept(text(1, 1, "a\\u0000b\\ud83dc\\ude00d 😀"));

    assertThat(intake.one("SELECT text FROM message")).isEqualTo("abcd 😀");
  }

  @Test
  void stores_4096_emoji() {
    assertThat(intake.accept(text(1, 1, "😀".repeat(4_096)))).isEqualTo(stored());
    assertThat(intake.one("SELECT char_length(text) FROM message")).isEqualTo("4096");
  }

  @Test
  void stores_invalid_utf_8_as_it_came() {
    byte[] body = text(1, 1, "Q").getBytes(StandardCharsets.UTF_8);
    for (int n = 0; n < body.length; n++) {
      if (body[n] == 'Q') {
        body[n] = (byte) 0xff;
      }
    }

    assertThat(intake.inbox.accept(body)).isEqualTo(stored());
    assertThat(intake.one("SELECT position('\\xff'::bytea IN body) > 0 FROM incoming"))
        .isEqualTo("true");
    assertThat(intake.one("SELECT text FROM message")).isEqualTo("\ufffd");
  }

  @Test
  void stores_three_megabytes() {
    assertThat(intake.accept(text(1, 1, "y".repeat(3 << 20)))).isEqualTo(stored());
  }

  @Test
  void survives_a_depth_of_100_000() {
    String deep = "{\"update_id\":1,\"message\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(intake.accept(deep)).isEqualTo(new Receipt.Stored(0, 0, 1));
    assertThat(intake.accept(text(2, 2, "the next one"))).isEqualTo(stored());
  }

  @Test
  void takes_a_value_of_the_wrong_type_for_none() {
    String update =
        """
        {"update_id":1,"message":{"message_id":"nine","date":"today","from":[],"chat":7,
         "text":{"a":1}}}\
        """;

    assertThat(intake.accept(update)).isEqualTo(stored());
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("0");
  }

  @Test
  void keeps_a_kind_that_is_no_name_out_of_the_columns() {
    String kind = "\\u0000'; DROP" + "x".repeat(200);

    assertThat(intake.accept("{\"update_id\":1,\"" + kind + "\":{}}")).isEqualTo(stored());
    assertThat(intake.one("SELECT length(kind) FROM incoming")).isEqualTo("64");
  }

  @Test
  void lets_strangers_invent_no_names_to_be_counted() {
    intake.accept(text(1, 1, "/" + "z".repeat(500)));
    intake.accept(text(2, 2, "/привет"));
    for (int n = 3; n < 60; n++) {
      intake.accept(text(n, n, "/made_up_" + n));
    }

    assertThat(
            intake.one(
                "SELECT string_agg(DISTINCT metric || sum, ' ') FROM ("
                    + "SELECT metric, sum(value) FROM activity WHERE metric LIKE 'commands:%'"
                    + " GROUP BY 1) AS counted"))
        .isEqualTo("commands:other57");
  }

  @Test
  void stores_ids_of_any_size() {
    String update =
        text(Long.MAX_VALUE, "message", Long.MAX_VALUE, Long.MIN_VALUE, NOON, "far", "");

    assertThat(intake.accept(update)).isEqualTo(stored());
  }

  private static Receipt ask(Writer writer, long id) {
    Body body = new Body(text(id, id, "x").getBytes(StandardCharsets.UTF_8));
    Arrival arrival = Arrival.read(body, Instant.ofEpochSecond(NOON), InboxFixture.WORDS);
    Ticket ticket = new Ticket(List.of(arrival));
    assertThat(writer.enter(ticket)).isTrue();
    return ticket.receipt().join();
  }
}
