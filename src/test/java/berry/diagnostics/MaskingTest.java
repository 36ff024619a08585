package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskingTest {

  private static final String TOKEN = "123456789:AAcanary_canary-canarycanarycanary1";

  private final Masking masking = new Masking(List.of("canary-word", "abc"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        TOKEN,
        "https://api.telegram.org/bot" + TOKEN + "/getMe refused",
        "postgres://berry:canary@db:5432/x",
        "postgres://berry:ca@canary@db/x",
        "jdbc:postgresql://db/x?user=u&password=canary&ssl=true",
        "FATAL: PASSWORD=canary",
        "the canary-word itself"
      })
  void takes_out_whatever_is_or_looks_like_a_secret(String text) {
    assertThat(masking.mask(text)).doesNotContain("canary").contains("•••");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Update 812 not stored: no free connection after 5 s (10 of 10 busy)",
        "http://127.0.0.1:8080/api/me?before=1",
        "abc is too short to be masked",
        "12:30 to 13:45"
      })
  void leaves_ordinary_text_alone(String text) {
    assertThat(masking.mask(text)).isEqualTo(text);
  }

  @Test
  void takes_out_a_secret_as_an_address_quotes_it_and_half_a_token() {
    Masking known = new Masking(List.of("p@ss canary/1", TOKEN));

    assertThat(known.mask("?password%3Dp%40ss%20canary%2F1 p%40ss+canary%2F1"))
        .doesNotContain("canary");
    assertThat(known.mask("secret AAcanary_canary-canarycanarycanary1 of it"))
        .isEqualTo("secret ••• of it");
  }

  @Test
  void takes_no_time_for_a_line_of_digits() {
    String digits = "1".repeat(100_000) + " : no";

    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(masking.mask(digits)).isEqualTo(digits));
  }

  @Test
  void keeps_the_bots_id_to_tell_bots_apart() {
    assertThat(masking.mask(TOKEN)).isEqualTo("123456789:•••");
  }
}
