package berry.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Rules;
import berry.monitoring.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WordingTest {

  private static final Instant BEGAN = Instant.parse("2026-03-02T12:00:00Z");
  private static final Wording ENGLISH = Wording.in("en");
  private static final Wording RUSSIAN = Wording.in("ru");

  @Test
  void a_figure_is_as_exact_as_somebody_needs_and_no_more() {
    assertThat(ENGLISH.value(259_200, Unit.SECONDS)).isEqualTo("3 d");
    assertThat(ENGLISH.value(302_400, Unit.SECONDS)).isEqualTo("3.5 d");
    assertThat(ENGLISH.value(93_600, Unit.SECONDS)).isEqualTo("26 h");
    assertThat(ENGLISH.value(0.25, Unit.SECONDS)).isEqualTo("0.25 s");
    assertThat(ENGLISH.value(0.005, Unit.SECONDS)).isEqualTo("5 ms");
    assertThat(ENGLISH.value(20, Unit.SECONDS)).isEqualTo("20 s");
    assertThat(ENGLISH.value(0, Unit.SECONDS)).isEqualTo("0 s");
    assertThat(ENGLISH.value(0.8, Unit.SHARE)).isEqualTo("80 %");
    assertThat(ENGLISH.value(0.01, Unit.SHARE)).isEqualTo("1 %");
    assertThat(ENGLISH.value(0.005, Unit.SHARE)).isEqualTo("0.5 %");
    assertThat(ENGLISH.value(2_500_000_000.0, Unit.BYTES)).isEqualTo("2.5 GB");
  }

  @Test
  void russian_has_its_comma_and_its_units() {
    assertThat(RUSSIAN.value(0.005, Unit.SHARE)).isEqualTo("0,5 %");
    assertThat(RUSSIAN.value(2_500_000_000.0, Unit.BYTES)).isEqualTo("2,5 ГБ");
    assertThat(RUSSIAN.value(3_000_000, Unit.BYTES)).isEqualTo("3 МБ");
    assertThat(RUSSIAN.value(1.7, Unit.SECONDS)).isEqualTo("1,7 с");
  }

  @Test
  void how_long_it_lasts_is_said_from_a_minute_on() {
    assertThat(message(State.FIRING, null, Duration.ofSeconds(3))).doesNotContain(", for");
    assertThat(message(State.FIRING, null, Duration.ofMinutes(7))).contains(", for 7 min");
  }

  @Test
  void what_is_over_says_how_bad_it_was_at_worst() {
    assertThat(message(State.FIRING, null, Duration.ofMinutes(1)))
        .contains("\n<b>92 %</b>, threshold: above 80 %");
    assertThat(message(State.RECOVERING, null, Duration.ofMinutes(1)))
        .contains("At worst <b>92 %</b>, threshold: above 80 %");
  }

  @Test
  void an_effect_names_its_cause() {
    assertThat(message(State.FIRING, "database-down", Duration.ofMinutes(1)))
        .contains("It follows from: The database does not answer.");
  }

  /// A machine may be called anything, and Telegram refuses a message whose HTML is broken.
  @Test
  void a_hostile_name_of_a_replica_stays_words() {
    Rule rule = RuleSet.of(Rules.NONE).find("cpu").orElseThrow();
    Episode episode = Episode.begin(rule, BEGAN, 0.92, "<a href=x>&amp;</b>:1");
    MessageState face = new MessageState(State.FIRING, 0.92, false, null, null, BEGAN);

    assertThat(ENGLISH.message(rule, episode, face, BEGAN, ZoneOffset.UTC, false))
        .contains("Replica: &lt;a href=x&gt;&amp;amp;&lt;/b&gt;:1");
  }

  private static String message(State state, @Nullable String cause, Duration later) {
    Rule rule = RuleSet.of(Rules.NONE).find("cpu").orElseThrow();
    Episode episode = Episode.begin(rule, BEGAN, 0.92, "a:1");
    Instant now = BEGAN.plus(later);
    MessageState face = new MessageState(state, 0.92, false, null, cause, now);
    return ENGLISH.message(rule, episode, face, now, ZoneOffset.UTC, true);
  }
}
