package berry.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Rules;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AlertsItemTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void a_figure_that_nobody_has_read_yet_is_not_well() {
    Alerts.Item item = item(Standing.fresh(NOON));

    assertThat(item.state()).isEqualTo("no_data");
    assertThat(item.because()).isEqualTo("Its figure has not been read yet.");
  }

  @Test
  void one_that_was_read_is_told_with_its_value() {
    Alerts.Item item = item(new Standing(State.OK, NOON, NOON, 0.5, null, Standing.Memory.NONE));

    assertThat(item.state()).isEqualTo("ok");
    assertThat(item.because()).contains("50 %", "80 %");
  }

  private static Alerts.Item item(@Nullable Standing standing) {
    Rule rule = RuleSet.of(Rules.NONE).find("cpu").orElseThrow();
    return new Alerts.Item(rule, standing, null, null, 0);
  }
}
