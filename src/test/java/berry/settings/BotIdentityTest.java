package berry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import berry.settings.BotIdentity.Bot;
import berry.settings.BotIdentity.Claim;
import berry.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class BotIdentityTest {

  private static final Bot REAL = new Bot(123, "real_bot", false);
  private static final Bot SANDBOX = new Bot(1, "sandbox_bot", true);

  @AutoClose private final TestDatabase test = TestDatabase.fresh();

  private final BotIdentity identity = new BotIdentity(test.database());

  @Test
  void keeps_another_bot_out() {
    identity.claim(REAL);

    assertThat(identity.claim(new Bot(456, "stranger_bot", false)))
        .isEqualTo(new Claim.Other(REAL));
    assertThat(identity.claim(SANDBOX)).isEqualTo(new Claim.Other(REAL));
    assertThat(identity.claim(REAL)).isEqualTo(new Claim.Same());
  }

  @Test
  void tells_a_real_bot_that_only_the_sandbox_was_here() {
    identity.claim(SANDBOX);

    assertThat(identity.claim(REAL)).isEqualTo(new Claim.Sandbox(SANDBOX));
  }

  @Test
  void gives_a_fresh_database_to_the_first_that_comes() {
    assertThat(identity.claim(REAL)).isEqualTo(new Claim.Fresh());
    assertThat(identity.claim(REAL)).isEqualTo(new Claim.Same());
  }

  @Test
  void notes_a_new_username() {
    identity.claim(REAL);
    identity.claim(new Bot(123, "renamed_bot", false));

    assertThat(identity.claim(SANDBOX))
        .isEqualTo(new Claim.Other(new Bot(123, "renamed_bot", false)));
  }
}
