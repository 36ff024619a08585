package berry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Rules;
import berry.database.Changes;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.settings.Texts;
import berry.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class PolicyTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final Settings settings = new Settings(database.database(), changes);

  @Test
  void names_the_retention_in_force() {
    assertThat(policy(30).text("en")).contains("Telegram delivered: 30 days");
    assertThat(policy(1).text("en")).contains("Telegram delivered: 1 day\n");
  }

  @Test
  void counts_days_in_russian() {
    assertThat(policy(1).text("ru")).contains(": 1 день\n");
    assertThat(policy(3).text("ru")).contains(": 3 дня\n");
    assertThat(policy(11).text("ru")).contains(": 11 дней\n");
    assertThat(policy(14).text("ru")).contains(": 14 дней\n");
    assertThat(policy(21).text("ru")).contains(": 21 день\n");
    assertThat(policy(112).text("ru")).contains(": 112 дней\n");
    assertThat(policy(365).text("ru")).contains(": 365 дней\n");
  }

  @Test
  void shows_the_contact_as_text_and_only_when_there_is_one() {
    assertThat(policy(30).text("en")).endsWith("Ask for it in this chat.");

    settings.put("contact", "privacy@example.org <b>", null);

    assertThat(policy(30).text("en")).endsWith(" Or: privacy@example.org &lt;b&gt;");
    assertThat(policy(30).text("ru")).endsWith(" Или: privacy@example.org &lt;b&gt;");
  }

  @Test
  void fits_into_one_message() {
    assertThat(policy(30).text("ru").length()).isLessThan(4096);
  }

  private Policy policy(int days) {
    Rules rules = new Rules(null, null, Duration.ofDays(days));
    return new Policy(new Choices(settings, rules), new Texts(settings));
  }
}
