package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import berry.diagnostics.Finding.Level;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class VerdictTest {

  private static final OptionalDouble NONE = OptionalDouble.empty();
  private static final Stretch HEALTHY = stretch(60, 0, 0.05, 0.05, 1, 0);

  @Test
  void calls_a_deploy_good_that_changes_nothing() {
    Verdict verdict = Verdict.of(HEALTHY, HEALTHY, "1.0.0");

    assertThat(verdict.good()).isTrue();
    assertThat(verdict.findings()).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void calls_it_bad_when_nothing_ran() {
    assertThat(failed(HEALTHY, new Stretch(0, NONE, NONE, NONE, NONE, NONE, NONE, 0)))
        .containsExactly("readiness");
  }

  @Test
  void calls_it_bad_when_answers_fail_more_often() {
    assertThat(failed(HEALTHY, stretch(60, 0.03, 0.05, 0.05, 1, 0))).containsExactly("error rate");
  }

  @Test
  void calls_it_bad_when_answers_are_slower() {
    assertThat(failed(HEALTHY, stretch(60, 0, 1.4, 1.4, 1, 0)))
        .containsExactly("response", "response");
  }

  @Test
  void calls_it_bad_when_berry_can_not_work_or_the_webhook_breaks() {
    assertThat(failed(HEALTHY, stretch(60, 0, 0.05, 0.05, 0.6, 90)))
        .containsExactly("working", "webhook");
  }

  @Test
  void does_not_blame_it_for_what_was_so_before() {
    Stretch ill = stretch(60, 0.03, 1.5, 1.5, 0.6, 90);

    Verdict verdict = Verdict.of(ill, ill, "1.0.0");

    assertThat(verdict.good()).isTrue();
    assertThat(verdict.findings()).extracting(Finding::level).contains(Level.WARN);
  }

  @Test
  void judges_the_first_deploy_of_all_without_anything_to_compare() {
    Stretch nothing = new Stretch(0, NONE, NONE, NONE, NONE, NONE, NONE, 0);

    assertThat(Verdict.of(nothing, HEALTHY, null).good()).isTrue();
    assertThat(failed(nothing, stretch(60, 0.5, 0.05, 0.05, 1, 0))).containsExactly("error rate");
  }

  @Test
  void takes_a_process_that_is_seldom_ready_for_bad() {
    assertThat(failed(HEALTHY, HEALTHY.seen(OptionalDouble.of(0.8), 0)))
        .containsExactly("readiness");
  }

  @Test
  void says_to_which_version_to_go_back() {
    List<Finding> findings =
        Verdict.of(HEALTHY, stretch(60, 0.3, 0.05, 0.05, 1, 0), "1.0.0").findings();

    assertThat(findings.getLast().check()).isEqualTo("rollback");
    assertThat(findings.getLast().fix().orElseThrow()).contains("Go back to 1.0.0");
  }

  @Test
  void mentions_restarts_without_calling_them_bad() {
    Verdict verdict = Verdict.of(HEALTHY, HEALTHY.seen(NONE, 2), "1.0.0");

    assertThat(verdict.good()).isTrue();
    assertThat(verdict.findings().getLast().why()).startsWith("2 processes began anew");
  }

  private static List<String> failed(Stretch before, Stretch after) {
    Verdict verdict = Verdict.of(before, after, "1.0.0");
    assertThat(verdict.good()).isFalse();
    return verdict.findings().stream()
        .filter(one -> one.level() == Level.FAIL)
        .map(Finding::check)
        .toList();
  }

  private static Stretch stretch(
      int readings, double errors, double webhook, double api, double good, double broken) {
    return new Stretch(
        readings,
        OptionalDouble.of(errors),
        OptionalDouble.of(webhook),
        OptionalDouble.of(api),
        OptionalDouble.of(good),
        OptionalDouble.of(broken),
        NONE,
        0);
  }
}
