package berry.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TokenTest {

  private static final Token TOKEN = new Token("123456789:AAF-secret_part");

  @Test
  void refuses_what_is_no_token_without_repeating_it() {
    assertThatThrownBy(() -> new Token("AAF-secret_part"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret_part");
  }

  @Test
  void shows_no_secret() {
    assertThat(TOKEN.toString()).isEqualTo("123…:•••");
  }

  @Test
  void takes_itself_out_of_foreign_texts() {
    String text = TOKEN.masked("GET /bot123456789:AAF-secret_part/getMe, AAF-secret_part");

    assertThat(text).isEqualTo("GET /bot123…:•••/getMe, •••");
  }

  @Test
  void knows_the_bot() {
    assertThat(TOKEN.id()).isEqualTo(123456789);
  }
}
