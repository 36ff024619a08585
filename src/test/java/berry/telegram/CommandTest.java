package berry.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/ help", "help", "//help", "/привет", "/help!", "/a@", "a /help"})
  void is_not_every_text_with_a_slash(String text) {
    assertThat(in(text)).isEmpty();
  }

  @Test
  void is_not_a_caption() {
    assertThat(Command.in(message("photo", "/start"))).isEmpty();
  }

  @Test
  void knows_name_addressee_and_argument() {
    assertThat(in("/START@Berry_Bot  promo 1\n2 "))
        .contains(new Command("start", "Berry_Bot", "promo 1\n2"));
    assertThat(in("/help")).contains(new Command("help", "", ""));
  }

  @Test
  void belongs_to_a_bot_whatever_the_case() {
    assertThat(in("/help@BERRY_bot").orElseThrow().isFor("berry_bot")).isTrue();
    assertThat(in("/help@other_bot").orElseThrow().isFor("berry_bot")).isFalse();
  }

  private static Optional<Command> in(String text) {
    return Command.in(message("text", text));
  }

  private static Message message(String kind, String text) {
    return new Message(1, null, null, kind, text, null, null, null, null, null, null, false);
  }
}
