package berry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutgoingTest {

  @Test
  void drops_what_postgresql_cannot_store() {
    String written = StoredJson.write(Map.of("text", List.of("a\u0000b\ud800c", "\\u0000 😀")));

    assertThat(StoredJson.read(written)).isEqualTo(Map.of("text", List.of("abc", "\\u0000 😀")));
  }

  @Test
  void grows_word_by_word() {
    Outgoing reply =
        Outgoing.text(7, "<b>Hi</b>").with("silent", true).once("update:1").closing().by(5);

    assertThat(reply)
        .isEqualTo(
            new Outgoing(
                7L,
                "sendMessage",
                Map.of("text", "<b>Hi</b>", "parse_mode", "HTML", "silent", true),
                "update:1",
                true,
                5L,
                null));
  }

  @Test
  void tells_by_its_key_which_update_it_answers() {
    assertThat(Outgoing.updateOf(Outgoing.answerKey(7, 812, Instant.EPOCH, 2))).isEqualTo(812);
    assertThat(Outgoing.updateOf("reply:7:812")).isNull();
    assertThat(Outgoing.updateOf("update:812")).isNull();
    assertThat(Outgoing.updateOf(null)).isNull();
  }
}
