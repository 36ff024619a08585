package berry.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.backup.Backup;
import berry.backup.Progress;
import berry.testing.Slow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Wherever a restore ends, the old database or the new one is live and complete, and it is said
/// which.
@Tag("faults")
@Tag("sql")
@Slow("restores a database for each step")
final class KilledRestoreTest {

  @TempDir private Path machine;
  @AutoClose private RecoveryFixture fixture;
  private Backup backup;

  @BeforeEach
  void fill() {
    fixture = new RecoveryFixture(machine);
    fixture.people(1, 3);
    backup = fixture.backup();
    fixture.people(100, 2);
  }

  /// Nothing of ours cleans up after it, as after kill -9: connections end, and that is all.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void killed(Step step) {
    assertThatThrownBy(() ->
            run(passed -> {
              if (passed == step) {
                throw new Killed();
              }
            }))
        .isInstanceOf(Killed.class);

    Standing found = fixture.recovery().standing();
    boolean swapped = step.compareTo(Step.SWAPPED) >= 0;
    assertThat(found.says())
        .contains(fixture.name() + " is live and complete")
        .contains(closed(step) ? "closed" : "")
        .contains(step == Step.SWAPPED || step == Step.TRIED ? backup.name() : "");
    assertThat(found.complete()).isEqualTo(!closed(step) && !trial(step));
    assertThat(found.busy()).isNull();

    fixture.recovery().repair();

    Standing repaired = fixture.recovery().standing();
    assertThat(repaired.complete()).isTrue();
    assertThat(repaired.leftovers()).isEmpty();
    assertThat(fixture.people()).isEqualTo(swapped ? 3 : 5);
    assertThat(fixture.one("SELECT count(*) FROM intake_pause WHERE until > now()"))
        .isEqualTo(closed(step) || trial(step) || step == Step.FINISHED ? "0" : paused(step));
    if (swapped) {
      assertThat(fixture.beside()).hasSize(1);
      fixture.recovery().undo(fixture.name(), Progress.NONE);
      assertThat(fixture.people()).isEqualTo(5);
    } else {
      assertThat(fixture.beside()).isEmpty();
      run(passed -> {});
      assertThat(fixture.people()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void broken(Step step) {
    if (step == Step.FINISHED) {
      return; // there nothing is left to break
    }
    assertThatThrownBy(() ->
            run(passed -> {
              if (passed == step) {
                throw new IllegalStateException("broken at " + step);
              }
            }))
        .hasMessageContaining("broken at " + step);

    Standing found = fixture.recovery().standing();
    assertThat(found.complete()).as(found.says()).isTrue();
    assertThat(found.leftovers()).isEmpty();
    assertThat(fixture.beside()).isEmpty();
    assertThat(fixture.people()).isEqualTo(5);
    boolean resumes = step.compareTo(Step.PAUSED) > 0;
    if (resumes) {
      assertThat(fixture.one("SELECT count(*) FROM intake_pause")).isEqualTo("0");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"MIGRATED", "PAUSED", "CLOSED", "ENDED", "SETTLED", "SWAPPED", "TRIED"})
  void killed_undo(Step step) {
    run(passed -> {});
    List<String> beside = fixture.beside();
    assertThatThrownBy(() ->
            fixture
                .recovery(passed -> {
                  if (passed == step) {
                    throw new Killed();
                  }
                })
                .undo(fixture.name(), Progress.NONE))
        .isInstanceOf(Killed.class);

    fixture.recovery().repair();

    assertThat(fixture.recovery().standing().complete()).isTrue();
    boolean swapped = step.compareTo(Step.SWAPPED) >= 0;
    assertThat(fixture.people()).isEqualTo(swapped ? 5 : 3);
    assertThat(fixture.beside()).hasSameSizeAs(beside);
  }

  private static boolean closed(Step step) {
    return step == Step.CLOSED || step == Step.ENDED || step == Step.SETTLED;
  }

  private static boolean trial(Step step) {
    return step == Step.SWAPPED || step == Step.TRIED;
  }

  /// What nobody moves on any more ends by itself.
  private static String paused(Step step) {
    return step == Step.PAUSED ? "1" : "0";
  }

  private void run(java.util.function.Consumer<Step> passed) {
    fixture.recovery(passed).restore(fixture.source(backup), fixture.name(), false, Progress.NONE);
  }
}
