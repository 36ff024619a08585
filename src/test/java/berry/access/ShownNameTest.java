package berry.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShownNameTest {

  @ParameterizedTest
  @CsvSource({
    "'  Анна   из доставки ', 'Анна из доставки'",
    "'An\u202Ena', 'Anna'",
    "'\u2066Anna\u2069', 'Anna'",
    "'An\u0000na\u200F', 'Anna'",
    "'Anna\u00A0B.\nfrom\u2028here', 'Anna B. from here'",
    "'👩‍👩‍👧', '👩‍👩‍👧'",
  })
  void keeps_what_shows_and_turns_nothing_around(String given, String name) {
    assertThat(ShownName.of(given)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "\u200B\u202E", "\uD800", "\u200D", "bot", "Person", " BOT ", "team"})
  void refuses_what_nobody_can_read_or_would_mistake(String given) {
    assertThat(ShownName.of(given)).isEmpty();
  }

  @Test
  void has_64_characters_at_most() {
    assertThat(ShownName.of("ё".repeat(64))).isPresent();
    assertThat(ShownName.of("🙂".repeat(64))).isPresent();
    assertThat(ShownName.of("ё".repeat(65))).isEmpty();
  }
}
