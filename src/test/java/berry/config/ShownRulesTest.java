package berry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ShownRulesTest {

  @Test
  void shows_each_key_in_use_and_the_usual_value_of_the_others() {
    var copies = List.<CopyTarget>of(new CopyTarget.Telegram());
    var backup =
        new BackupRules(null, BackupRules.Keep.USUAL, 0.35, List.of("age1x"), copies, false);
    Amount limit = new Amount(Amount.Kind.SHARE, 0.9, "90%");
    var rules =
        new Rules(
            null,
            null,
            null,
            backup,
            List.of(AlertSetting.limit("railway.toml", "cpu", limit, null)));

    assertThat(rules.shown())
        .containsExactly(
            new ShownRule("backup.daily", "off", "berry.yaml"),
            new ShownRule("backup.keep", "hourly: 24, daily: 7, weekly: 4, monthly: 6", ""),
            new ShownRule("backup.budget", "35%", "berry.yaml"),
            new ShownRule("backup.recipients", "age1x", "berry.yaml"),
            new ShownRule("backup.copies", "telegram owner", "berry.yaml"),
            new ShownRule("backup.plainCopies", "false", ""),
            new ShownRule("alerts.cpu", "above: 90%", "railway.toml"));
  }
}
