package berry.access;

import static berry.access.Seal.Purpose.SESSION;
import static berry.access.Seal.Purpose.SIGN_IN_LINK;
import static org.assertj.core.api.Assertions.assertThat;

import berry.telegram.Token;
import org.junit.jupiter.api.Test;

final class SealTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final Seal seal = new Seal(new Token("4242:" + "x".repeat(35)));
  private final Seal restarted = new Seal(new Token("4242:" + "x".repeat(35)));
  private final Seal strangers = new Seal(new Token("4242:" + "y".repeat(35)));

  @Test
  void knows_nothing_that_was_made_up() {
    assertThat(seal.genuine(SESSION, "")).isFalse();
    assertThat(seal.genuine(SESSION, "A".repeat(43))).isFalse();
    assertThat(seal.genuine(SESSION, "A".repeat(44))).isFalse();
    assertThat(seal.genuine(SESSION, "ы".repeat(43))).isFalse();
    assertThat(seal.genuine(SESSION, strangers.fresh(SESSION))).isFalse();
  }

  @Test
  void knows_no_text_of_which_one_character_was_changed() {
    String text = seal.fresh(SESSION);
    for (int at = 0; at < text.length(); at++) {
      for (int other = 0; other < ALPHABET.length(); other++) {
        String changed = text.substring(0, at) + ALPHABET.charAt(other) + text.substring(at + 1);
        assertThat(seal.genuine(SESSION, changed)).isEqualTo(changed.equals(text));
      }
    }
  }

  @Test
  void knows_its_own_after_a_restart_and_on_another_replica() {
    assertThat(restarted.genuine(SESSION, seal.fresh(SESSION))).isTrue();
  }

  @Test
  void takes_no_link_for_a_session_and_no_session_for_a_link() {
    assertThat(seal.genuine(SESSION, seal.fresh(SIGN_IN_LINK))).isFalse();
    assertThat(seal.genuine(SIGN_IN_LINK, seal.fresh(SESSION))).isFalse();
  }

  @Test
  void makes_no_text_twice_and_shows_no_key() {
    assertThat(seal.fresh(SESSION)).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(seal.fresh(SESSION));
    assertThat(seal.toString()).isEqualTo("•••");
  }
}
